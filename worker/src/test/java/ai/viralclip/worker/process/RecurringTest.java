package ai.viralclip.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecurringTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private Instant now = NOON;
    private final Recurring outage = new Recurring(() -> now);

    @Test
    void theFirstIsToldAtOnceTheNextAMinuteLaterWithAllBetween() {
        assertThat(outage.happenedAndIsDue()).hasValue(1);
        now = NOON.plusSeconds(59);
        assertThat(outage.happenedAndIsDue()).isEmpty();
        outage.happened();
        now = NOON.plusSeconds(60);
        assertThat(outage.happenedAndIsDue()).hasValue(3);
    }

    @Test
    void aClockThatIsSetBackSilencesNothing() {
        assertThat(outage.happenedAndIsDue()).hasValue(1);
        now = NOON.minus(Duration.ofHours(1));
        assertThat(outage.happenedAndIsDue()).hasValue(1);
    }

    @Test
    void ofManyThatMeetItAtOnceOneTells() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        CountDownLatch begin = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                Future<?> _ = threads.submit(() -> {
                    begin.await();
                    outage.happenedAndIsDue().ifPresent(count -> told.incrementAndGet());
                    return null;
                });
            }
            begin.countDown();
        }
        assertThat(told).hasValue(1);
    }
}
