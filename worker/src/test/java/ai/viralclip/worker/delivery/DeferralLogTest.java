package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.delivery.Attempt.Streak;
import ai.viralclip.worker.process.WrittenLog;
import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("Reads the log, which tests that start the application set up anew.")
class DeferralLogTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final WrittenLog written = new WrittenLog(DeferralLog.class);
    private Instant now = NOON;
    private final DeferralLog log = new DeferralLog(() -> now);

    @AfterEach
    void stopListening() {
        written.close();
    }

    @Test
    void anOutageIsToldAtItsBeginningAndOnceAMinuteWithItsAttempts() {
        for (int second = 0; second < 150; second++) {
            now = NOON.plusSeconds(second);
            log.deferred(new Streak(DeferCause.STORE_UNAVAILABLE, 1, now), "503");
        }
        assertThat(news()).containsExactly("store_unavailable 1", "store_unavailable 60", "store_unavailable 60");
    }

    @Test
    void eachCauseIsToldByItself() {
        log.deferred(new Streak(DeferCause.STORE_UNAVAILABLE, 1, now), "503");
        log.deferred(new Streak(DeferCause.STORE_THROTTLED, 1, now), "429");
        assertThat(news()).containsExactly("store_unavailable 1", "store_throttled 1");
    }

    @Test
    void aFileThatComesALittleLateIsNoNewsAndOneThatDoesNotComeIs() {
        for (int second = 0; second <= 30; second += 5) {
            assertThat(news()).isEmpty();
            now = NOON.plusSeconds(second);
            log.deferred(new Streak(DeferCause.SOURCE_MISSING, 1 + second, NOON), "not there");
        }
        assertThat(news()).containsExactly("source_missing 7");
    }

    @Test
    void aClockThatIsSetBackSilencesNothingForLong() {
        log.deferred(new Streak(DeferCause.STORE_UNAVAILABLE, 1, now), "503");
        now = NOON.minus(Duration.ofHours(1));
        log.deferred(new Streak(DeferCause.STORE_UNAVAILABLE, 2, now), "503");
        assertThat(news()).hasSize(2);
    }

    private List<String> news() {
        return written.events().stream()
                .filter(event -> event.getLevel() == Level.INFO)
                .map(event -> event.getKeyValuePairs().get(0).value + " "
                        + event.getKeyValuePairs().get(1).value)
                .toList();
    }
}
