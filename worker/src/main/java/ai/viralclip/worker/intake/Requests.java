package ai.viralclip.worker.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** All that this worker hears beside rendered clips: requests, the purges that other workers tell of, dead letters. */
final class Requests {

    private final PurgeFeed feed;
    private final DeadLetterFeed letters;
    private final List<RequestIntake> intakes;
    private final ApplicationEventPublisher availability;
    private @Nullable NeededThread following;
    private @Nullable NeededThread counting;

    Requests(
            PurgeFeed feed,
            DeadLetterFeed letters,
            List<RequestIntake> intakes,
            ApplicationEventPublisher availability) {
        this.feed = feed;
        this.letters = letters;
        this.intakes = List.copyOf(intakes);
        this.availability = availability;
    }

    void start() {
        following = NeededThread.start(Thread.ofPlatform().name("purges"), feed::run, availability);
        intakes.forEach(intake -> intake.start(availability));
        counting = NeededThread.start(Thread.ofVirtual().name("dead-letters"), letters::run, availability);
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
