package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.requests.RequestEvent;
import ai.viralclip.worker.requests.RequestKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {

    private final HandTurnedClock clock = new HandTurnedClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMetrics metrics = new RequestMetrics(registry, new RecordClock(clock));

    @Test
    void whatIsAtWorkIsCountedByKindAndTheOldestGivesItsAge() {
        long now = clock.instant().toEpochMilli();
        metrics.on(new RequestEvent.AtWork(RequestKind.PURGES, List.of(now - 4_000, now - 1_000)));
        clock.forwardSeconds(6);

        assertThat(gauge("clip.requests.at.work", "purges")).isEqualTo(2);
        assertThat(gauge("clip.requests.oldest.age", "purges")).isEqualTo(10);
        assertThat(gauge("clip.requests.at.work", "listings")).isZero();
        assertThat(gauge("clip.requests.oldest.age", "listings")).isZero();

        metrics.on(new RequestEvent.AtWork(RequestKind.PURGES, List.of()));
        assertThat(gauge("clip.requests.oldest.age", "purges")).isZero();
    }

    @Test
    void partitionsThatCannotBeReadAreCountedByKind() {
        assertThat(gauge("clip.requests.partitions.parked", "listings")).isZero();
        metrics.on(new RequestEvent.Parked(RequestKind.PURGES, Set.of(1, 4)));

        assertThat(gauge("clip.requests.partitions.parked", "purges")).isEqualTo(2);
        assertThat(gauge("clip.requests.partitions.parked", "listings")).isZero();
    }

    @Test
    void theUnansweredAreCountedByKindAndFailuresByReason() {
        assertThat(registry.get("clip.requests.unanswered").counters()).hasSize(RequestKind.values().length);
        metrics.on(new RequestEvent.Unanswered(RequestKind.LISTINGS));
        metrics.on(new RequestEvent.Verified(7, 1));
        metrics.on(new RequestEvent.Failed(RequestReason.REPLY_NOT_WRITTEN));

        assertThat(registry.get("clip.requests.unanswered")
                        .tag("kind", "listings")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("clip.requests.failed")
                        .tag("reason", "reply_not_written")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("clip.verified.objects").counter().count()).isEqualTo(7);
    }

    private double gauge(String name, String kind) {
        return registry.get(name).tag("kind", kind).gauge().value();
    }
}
