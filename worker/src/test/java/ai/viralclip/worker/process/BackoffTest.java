package ai.viralclip.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), new Random(1));

    @ParameterizedTest
    @CsvSource({"0, 500", "1, 1000", "4, 8000", "5, 15000", "20, 15000", "64, 15000", "2147483647, 15000"})
    void eachWaitIsWithinTheUpperHalfOfWhatItHasDoubledTo(int failures, long full) {
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(failures)).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
        }
        assertThat(Backoff.full(backoff.first(), backoff.longest(), failures)).isEqualTo(Duration.ofMillis(full));
    }
}
