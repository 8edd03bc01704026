package ai.viralclip.worker.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that this worker hears beside rendered clips: requests, the purges that other workers tell of, dead letters. */
final class Requests {

    private final PurgeFeed feed;
    private final DeadLetterFeed letters;
    private final List<RequestIntake> intakes;
    private @Nullable Thread following;
    private @Nullable Thread counting;

    Requests(PurgeFeed feed, DeadLetterFeed letters, List<RequestIntake> intakes) {
        this.feed = feed;
        this.letters = letters;
        this.intakes = List.copyOf(intakes);
    }

    void start() {
        following = Thread.ofPlatform().name("purges").start(feed::run);
        intakes.forEach(RequestIntake::start);
        counting = Thread.ofVirtual().name("dead-letters").start(letters::run);
    }

    /** No more requests. Purges are followed on: clips in flight are published by what is heard. */
    void stop() throws InterruptedException {
        if (counting != null) {
            counting.interrupt();
        }
        for (RequestIntake intake : intakes) {
            intake.stop();
        }
    }

    void stopFollowing() {
        if (following != null) {
            following.interrupt();
        }
    }
}
