package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.HaltReason;
import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.delivery.Step;
import ai.viralclip.worker.intake.IntakeEvent;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerMetricsTest {

    private static final Duration SETTLING = Duration.ofMillis(20);

    private final HandTurnedClock time = new HandTurnedClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordClock clock = new RecordClock(time);
    private final InFlight inFlight = new InFlight(clock, new Objective(Duration.ofSeconds(45), clock));
    private final ClipTimes times = new ClipTimes(registry, Duration.ofSeconds(45));
    private final WorkerMetrics metrics = new WorkerMetrics(registry, inFlight, times);
    private final PartitionMetrics partitions = new PartitionMetrics(registry, inFlight);

    /** 0, in seconds, in microseconds, to come, before 1970, and what no arithmetic survives. */
    @ParameterizedTest
    @ValueSource(
            longs = {0, 1_764_072_000L, 1_764_072_000_000_000L, 4_102_444_800_000L, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void aTimestampThatCannotBeIsReplacedByTheAdmission(long timestamp) {
        IntakeEvent.Origin origin = new IntakeEvent.Origin(0, 7, timestamp);
        metrics.on(admitted(origin));
        time.forwardSeconds(3);

        assertThat(registry.get("clip.oldest.unfinished.age").gauge().value()).isEqualTo(3);
        metrics.on(new IntakeEvent.Ready(origin, 10, SETTLING));

        Timer renderedToReady = registry.get("clip.rendered.to.ready").timer();
        assertThat(renderedToReady.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(renderedToReady.count()).isEqualTo((long) counter("clip.ready"));
        assertThat(step("backlog").totalTime(TimeUnit.SECONDS)).isZero();
        assertThat(inFlight.good()).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackMakesNoAgeNegativeAndLosesNoClip() {
        IntakeEvent.Origin origin = new IntakeEvent.Origin(0, 7, time.instant().toEpochMilli());
        metrics.on(admitted(origin));
        time.forwardSeconds(-60);

        assertThat(registry.get("clip.oldest.unfinished.age").gauge().value()).isZero();
        metrics.on(new IntakeEvent.Ready(origin, 10, SETTLING));

        assertThat(registry.get("clip.rendered.to.ready").timer().count()).isEqualTo(1);
    }

    @Test
    void theLedgerBalancesAlsoWhereAPartitionGoes() {
        for (int offset = 0; offset < 5; offset++) {
            metrics.on(admitted(now(offset % 2, offset)));
        }
        metrics.on(new IntakeEvent.Ready(now(0, 0), 1, SETTLING));
        metrics.on(new IntakeEvent.Failed(now(1, 1), Reason.SIZE_MISMATCH, SETTLING));
        metrics.on(new IntakeEvent.Dropped(0, 2));

        assertThat(counter("clip.records.received"))
                .isEqualTo(counter("clip.ready")
                        + registry.get("clip.failed").counters().stream()
                                .mapToDouble(one -> one.count())
                                .sum()
                        + counter("clip.dropped")
                        + registry.get("clip.in.flight").gauge().value());
        assertThat(registry.get("clip.in.flight").gauge().value()).isEqualTo(1);
    }

    @Test
    void onlyWhatTheWorkerOrTheStoreIsToBlameForIsBad() {
        for (Reason reason : Reason.values()) {
            IntakeEvent.Origin origin = now(0, reason.name().hashCode());
            metrics.on(admitted(origin));
            metrics.on(new IntakeEvent.Failed(origin, reason, SETTLING));
        }

        assertThat(slo("bad")).isEqualTo(3);
        assertThat(slo("good")).isZero();
    }

    @Test
    void theObjectiveIsABucketOfTheHistogram() {
        Timer timer = registry.get("clip.rendered.to.ready").timer();

        assertThat(Arrays.stream(timer.takeSnapshot().histogramCounts()).map(bucket -> bucket.bucket(TimeUnit.SECONDS)))
                .contains(45.0, 30.0)
                .doesNotHaveDuplicates();
    }

    @Test
    void eachStepHasItsTime() {
        metrics.on(admitted(
                new IntakeEvent.Origin(0, 1, time.instant().minusSeconds(9).toEpochMilli())));
        for (Step step : Step.values()) {
            times.on(new DeliveryEvent.Took(step, Duration.ofSeconds(2)));
        }
        metrics.on(new IntakeEvent.Failed(now(0, 1), Reason.SIZE_MISMATCH, SETTLING));

        assertThat(step("backlog").totalTime(TimeUnit.SECONDS)).isEqualTo(9);
        assertThat(step("permit").totalTime(TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(step("upload").totalTime(TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(step("highlights").totalTime(TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(step("settlement").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
    }

    @Test
    void theReasonOfAHaltIsTheOneThatHoldsNow() {
        assertThat(halted("bucket_unproved")).isEqualTo(1);

        metrics.on(new BucketEvent.Halted(HaltReason.STORE_DENIED, "403"));
        assertThat(halted("bucket_unproved")).isZero();
        assertThat(halted("store_denied")).isEqualTo(1);

        metrics.on(new BucketEvent.Resumed());
        assertThat(halted("store_denied")).isZero();
        assertThat(registry.get("clip.halted").gauge().value()).isZero();
    }

    @Test
    void aPartitionsSeriesVanishWhenItGoes() {
        assign(Set.of(0, 1));
        metrics.on(new IntakeEvent.Turned(Map.of(0, 12L)));
        assertThat(registry.get("clip.partition.unfinished").gauges()).hasSize(2);
        assertThat(registry.get("clip.partition.unfinished")
                        .tag("partition", "0")
                        .gauge()
                        .value())
                .isEqualTo(12);

        assign(Set.of(1));

        assertThat(registry.get("clip.partition.unfinished").gauges()).hasSize(1);
        assertThat(registry.get("clip.partition.progress.age").gauges()).hasSize(1);
        assertThat(registry.get("clip.partitions.assigned").gauge().value()).isEqualTo(1);
    }

    private void assign(Set<Integer> now) {
        metrics.on(new IntakeEvent.Assigned(now));
        partitions.on(new IntakeEvent.Assigned(now));
    }

    private IntakeEvent.Origin now(int partition, long offset) {
        return new IntakeEvent.Origin(partition, offset, time.instant().toEpochMilli());
    }

    private double counter(String name) {
        return registry.get(name).counter().count();
    }

    private double slo(String result) {
        return registry.get("clip.slo.events")
                .tag("result", result)
                .functionCounter()
                .count();
    }

    private Timer step(String name) {
        return registry.get("clip.step").tag("step", name).timer();
    }

    private double halted(String reason) {
        return registry.get("clip.halt.reason").tag("reason", reason).gauge().value();
    }

    private static IntakeEvent.Admitted admitted(IntakeEvent.Origin origin) {
        return new IntakeEvent.Admitted(
                origin, new KnownIds(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
