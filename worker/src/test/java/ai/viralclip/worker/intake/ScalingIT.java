package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.Metrics;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More workers share the load, evenly, from when they come until they go. What {@code WorkersIT} shows of them under
 * faults, and of a few clips at a time, holds here of hundreds in flight.
 */
class ScalingIT {

    private static final int PARTITIONS = 6;
    private static final int RUNS = 60;
    private static final int MANY = 240;
    private static final int FEW = 12;
    private static final Duration REBALANCED = Duration.ofMinutes(1);

    @TempDir
    Path temp;

    private final List<Rendered> rendered = new ArrayList<>();

    @Test
    void workersThatComeAndGoShareTheLoadEvenlyAndAnswerEachClipOnce() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess first = rig.launchReady();
            WorkerProcess second = rig.launch();
            publishUntilShared(rig, first, second);

            double firstHad = answered(rig, first);
            double secondHad = answered(rig, second);
            publish(rig, MANY);
            assertThat(answered(rig, first) - firstHad).isGreaterThan(MANY / 4.0);
            assertThat(answered(rig, second) - secondHad).isGreaterThan(MANY / 4.0);

            publish(rig, MANY);
            assertThat(first.terminate(Duration.ofSeconds(40))).isTrue();
            publishUntilShared(rig, second);

            answered(rig, second);
            assertThat(rig.outcomes.catchUp(Duration.ofSeconds(30))).isTrue();
            assertThat(rig.outcomes.ready()).hasSize(rendered.size());
            new Stored(rig).isExactly(rendered);
        }
    }

    /** Until each has as many partitions as the others. */
    private void publishUntilShared(Rig rig, WorkerProcess... workers) {
        double share = (double) PARTITIONS / workers.length;
        await().atMost(REBALANCED).pollInterval(Duration.ofMillis(200)).until(() -> {
            publish(rig, FEW);
            return Stream.of(workers).allMatch(worker -> Metrics.of(worker).get("clip_partitions_assigned") == share);
        });
    }

    /** How many clips this worker has made ready, once all that were published are answered. */
    private double answered(Rig rig, WorkerProcess worker) {
        assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(2)))
                .isTrue();
        // Readers see an answer a moment before its worker counts it.
        await().until(() -> Metrics.of(worker).get("clip_in_flight") == 0);
        return Metrics.of(worker).get("clip_ready_total");
    }

    private void publish(Rig rig, int count) {
        int from = rendered.size();
        List<ClipRendered> clips = Stream.iterate(from, i -> i + 1)
                .limit(count)
                .map(i -> rig.files.render("user" + i % 8, "run" + i % RUNS, "split", i, 20_000 + i))
                .toList();
        rendered.addAll(rig.publish(clips));
    }
}
