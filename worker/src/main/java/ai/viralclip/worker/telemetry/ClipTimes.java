package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.delivery.Step;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** How long clips take: from rendered to ready, and each step of it. */
final class ClipTimes implements DeliveryEvent.Listener {

    private static final Duration[] READY = {
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2)
    };

    private static final Duration[] STEP = {
        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2_500),
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    private final Timer renderedToReady;
    private final Timer backlog;
    private final Timer settlement;
    private final Map<Step, Timer> steps = new EnumMap<>(Step.class);

    /** @param readyWithin the objective, of which the histogram has a bucket */
    ClipTimes(MeterRegistry registry, Duration readyWithin) {
        renderedToReady = Timer.builder("clip.rendered.to.ready")
                .description("From the rendered record's timestamp to the commit of clip-ready.")
                .serviceLevelObjectives(Stream.concat(Stream.of(READY), Stream.of(readyWithin))
                        .distinct()
                        .toArray(Duration[]::new))
                .register(registry);
        backlog = step("backlog", registry);
        settlement = step("settlement", registry);
        for (Step step : Step.values()) {
            steps.put(step, step(step.wireName(), registry));
        }
    }

    private static Timer step(String name, MeterRegistry registry) {
        return Timer.builder("clip.step")
                .tag("step", name)
                .description("One step of a clip, by step.")
                .serviceLevelObjectives(STEP)
                .register(registry);
    }

    void admitted(Duration waited) {
        backlog.record(waited);
    }

    void ready(Duration sinceRendered, Duration settling) {
        renderedToReady.record(sinceRendered);
        settlement.record(settling);
    }

    void failed(Duration settling) {
        settlement.record(settling);
    }

    @Override
    public void on(DeliveryEvent event) {
        if (event instanceof DeliveryEvent.Took(var step, var time)) {
            Timer timer = steps.get(step);
            if (timer != null) {
                timer.record(time);
            }
        }
    }
}
