package ai.viralclip.worker.health;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.watchdog.*}: how long the worker may stand still before it says so.
 *
 * @param nothingAssigned without a partition, while the bucket is good
 * @param nothingPolled since the poll thread came round
 * @param nothingFinished since any clip in flight was ready, failed or put off, or the store answered
 * @param restarts consumers made anew in a row
 * @param settlementFailing since the first of the transactions that failed, none of which was committed
 * @param purgesUnheard since all was heard that workers tell each other of purges
 */
public record WatchdogProperties(
        @DefaultValue("60s") Duration nothingAssigned,
        @DefaultValue("30s") Duration nothingPolled,
        @DefaultValue("5m") Duration nothingFinished,

        @DefaultValue("3") @Min(value = 1, message = "clip.watchdog.restarts is less than 1")
        int restarts,

        @DefaultValue("30s") Duration settlementFailing,
        @DefaultValue("30s") Duration purgesUnheard) {

    @AssertTrue(message = "every time of clip.watchdog must be positive")
    boolean isEveryDurationPositive() {
        return Stream.of(nothingAssigned, nothingPolled, nothingFinished, settlementFailing, purgesUnheard)
                .allMatch(Duration::isPositive);
    }
}
