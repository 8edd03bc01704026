package ai.viralclip.worker.delivery;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code clip.delivery.*}
 *
 * @param maxConcurrent clips that are read and uploaded at one time, over all partitions; a quarter as many large ones
 *     beside them
 * @param maxConcurrentBytes of large clips (above 64 MiB) at one time, as announced; one alone may have more
 * @param firstDelay before the second attempt; doubles with each, with jitter
 * @param maxDelay between two attempts
 * @param sourceAttempts a source that is not there is tried at least so often
 * @param sourcePatience and at least so long, before it is given up
 * @param cacheControl that the media is stored with
 * @param oldestRendering a clip that was rendered longer ago is refused: it is not known any more what was purged since
 */
public record DeliveryProperties(
        @DefaultValue("64") @Min(value = 1, message = "clip.delivery.max-concurrent is less than 1")
        int maxConcurrent,

        @DefaultValue("16GB") DataSize maxConcurrentBytes,
        @DefaultValue("500ms") Duration firstDelay,
        @DefaultValue("15s") Duration maxDelay,

        @DefaultValue("10") @Min(value = 1, message = "clip.delivery.source-attempts is less than 1")
        int sourceAttempts,

        @DefaultValue("10m") Duration sourcePatience,
        @DefaultValue("private, max-age=3600") String cacheControl,
        @DefaultValue("400d") Duration oldestRendering) {

    /** Marks of purges are kept for as long, on a topic whose segments may be weeks long. */
    private static final Duration LEAST_OLDEST = Duration.ofDays(1);

    @AssertTrue(message = "clip.delivery.max-concurrent-bytes must be positive")
    boolean isSizePositive() {
        return maxConcurrentBytes.toBytes() > 0;
    }

    @AssertTrue(message = "clip.delivery.oldest-rendering is less than a day")
    boolean isOldestRenderingLongEnough() {
        return oldestRendering.compareTo(LEAST_OLDEST) >= 0;
    }

    @AssertTrue(message = "clip.delivery.first-delay, max-delay and source-patience must be positive")
    boolean isEveryDurationPositive() {
        return firstDelay.isPositive() && maxDelay.isPositive() && sourcePatience.isPositive();
    }
}
