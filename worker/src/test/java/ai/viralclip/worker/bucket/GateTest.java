package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.process.WrittenLog;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("Reads the log, which tests that start the application set up anew.")
class GateTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WrittenLog written = new WrittenLog(Gate.class);
    private Instant now = NOON;
    private final Gate gate = new Gate(() -> now, event -> {});

    @AfterEach
    void stopListening() {
        written.close();
    }

    @Test
    void aHaltIsToldWhenItBeginsAndOnceAMinuteWhileItLasts() {
        for (int second = 0; second < 150; second += 3) {
            now = NOON.plusSeconds(second);
            gate.close(HaltReason.STORE_DENIED, "403, cf-ray " + second);
        }
        gate.open();
        assertThat(lines()).containsExactly("halted", "halted", "halted", "consuming: the bucket is proved");
    }

    @Test
    void aWorkerThatHaltsAndGoesOnAgainAndAgainIsToldOnceAMinute() {
        for (int second = 0; second < 60; second += 3) {
            now = NOON.plusSeconds(second);
            gate.close(HaltReason.STORE_DENIED, "403");
            gate.open();
        }
        assertThat(lines()).containsExactly("halted", "consuming: the bucket is proved");
    }

    @Test
    void anotherReasonIsToldAtOnce() {
        gate.close(HaltReason.BUCKET_UNPROVED, "no route");
        gate.close(HaltReason.STORE_DENIED, "403");
        assertThat(lines()).containsExactly("halted", "halted");
    }

    @Test
    void theFirstOpeningOfAWorkerIsTold() {
        gate.open();
        assertThat(lines()).containsExactly("consuming: the bucket is proved");
    }

    @Test
    void whatIsToldLastIsHowItStandsWhicheverThreadsCloseAndOpenIt() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        CountDownLatch telling = new CountDownLatch(1);
        CountDownLatch resumed = new CountDownLatch(1);
        Gate contended = new Gate(() -> now, event -> {
            if (event instanceof BucketEvent.Halted) {
                telling.countDown();
                // Long enough for the other thread to pass by, where it can.
                awaited(resumed, Duration.ofMillis(300));
            }
            told.add(event.getClass().getSimpleName());
            if (event instanceof BucketEvent.Resumed) {
                resumed.countDown();
            }
        });
        Thread closing = Thread.ofVirtual().start(() -> contended.close(HaltReason.STORE_DENIED, "403"));
        assertThat(awaited(telling, PATIENCE)).isTrue();
        Thread opening = Thread.ofVirtual().start(contended::open);
        assertThat(closing.join(PATIENCE)).isTrue();
        assertThat(opening.join(PATIENCE)).isTrue();

        assertThat(contended.closed()).isEmpty();
        assertThat(told).containsExactly("Halted", "Resumed");
    }

    private static boolean awaited(CountDownLatch latch, Duration patience) {
        try {
            return latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> lines() {
        return written.events().stream().map(ILoggingEvent::getMessage).toList();
    }
}
