package ai.viralclip.worker.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that this worker hears beside rendered clips: requests, and the purges that other workers tell of. */
final class Requests {

    private final PurgeFeed feed;
    private final List<RequestIntake> intakes;
    private @Nullable Thread following;

    Requests(PurgeFeed feed, List<RequestIntake> intakes) {
        this.feed = feed;
        this.intakes = List.copyOf(intakes);
    }

    void start() {
        following = Thread.ofPlatform().name("purges").start(feed::run);
        intakes.forEach(RequestIntake::start);
    }

    /** No more requests. Purges are followed on: clips in flight are published by what is heard. */
    void stop() throws InterruptedException {
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
