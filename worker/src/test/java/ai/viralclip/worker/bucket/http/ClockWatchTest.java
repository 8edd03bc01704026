package ai.viralclip.worker.bucket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {

    private static final String NOON = "Wed, 25 Nov 2026 12:00:00 GMT";
    private static final Duration AT_ONCE = Duration.ZERO;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00.500Z"));
    private final ClockWatch clocks = new ClockWatch(now::get);

    @Test
    void theHeaderStandsForTheMiddleOfItsSecondAndOfTheAttempt() {
        assertThat(clocks.compare(NOON, AT_ONCE)).hasValue(Duration.ZERO);

        now.set(Instant.parse("2026-11-25T11:00:00.900Z"));

        assertThat(clocks.compare(NOON, Duration.ofMillis(800))).hasValue(Duration.ofHours(1));
    }

    @Test
    void onceInTenSecondsIsEnough() {
        assertThat(clocks.compare(NOON, AT_ONCE)).isPresent();

        now.updateAndGet(at -> at.plusSeconds(9));
        assertThat(clocks.compare(NOON, AT_ONCE)).isEmpty();

        now.updateAndGet(at -> at.plusSeconds(1));
        assertThat(clocks.compare(NOON, AT_ONCE)).isPresent();
    }

    @Test
    void aClockThatWasSetBackIsSeenAtOnce() {
        assertThat(clocks.compare(NOON, AT_ONCE)).isPresent();

        now.updateAndGet(at -> at.minus(Duration.ofDays(1)));

        assertThat(clocks.compare(NOON, AT_ONCE)).hasValue(Duration.ofDays(1));
    }

    @Test
    void whatTookLongOrCannotBeReadSaysNothing() {
        assertThat(clocks.compare(NOON, Duration.ofMillis(1_001))).isEmpty();
        assertThat(clocks.compare("soon", AT_ONCE)).isEmpty();
    }
}
