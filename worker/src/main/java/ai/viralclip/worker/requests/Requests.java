package ai.viralclip.worker.requests;

import ai.viralclip.worker.process.Phase;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/** Answers requests of each kind from the application's start to its stop. */
final class Requests implements SmartLifecycle {

    private final List<RequestIntake> intakes;
    private final ApplicationEventPublisher availability;
    private boolean isRunning;

    Requests(List<RequestIntake> intakes, ApplicationEventPublisher availability) {
        this.intakes = List.copyOf(intakes);
        this.availability = availability;
    }

    @Override
    public void start() {
        intakes.forEach(intake -> intake.start(availability));
        isRunning = true;
    }

    @Override
    public void stop() {
        try {
            for (RequestIntake intake : intakes) {
                intake.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return Phase.REQUESTS.value();
    }
}
