package ai.viralclip.worker.intake;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code clip.intake.*}
 *
 * @param drainTimeout how long clips in flight may go on after SIGTERM; what is not finished then is left to the next
 *     owner
 * @param source {@code ce_source} of the events that the worker publishes
 */
public record IntakeProperties(
        @DefaultValue @Valid WindowLimits window,
        @DefaultValue("20s") Duration drainTimeout,
        @DefaultValue("/clip-storage-worker") URI source) {

    /** What the shutdown phase leaves to the clips (spring.lifecycle.timeout-per-shutdown-phase is 40 s). */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

    @AssertTrue(message = "clip.intake.drain-timeout must be positive, and 30s at most")
    boolean isDrainBounded() {
        return drainTimeout.isPositive() && drainTimeout.compareTo(LONGEST_DRAIN) <= 0;
    }

    /**
     * {@code clip.intake.window.*}: how much of one partition may be in flight; at any of the limits the partition is
     * paused.
     *
     * @param maxClips records in flight, those waiting for another attempt included
     * @param maxMediaBytes announced sizes of their media, together
     * @param maxRecordBytes of the records themselves, which stay on the heap until they are settled
     * @param maxRecordBytesOfAll of the records on all partitions of this worker together
     * @param maxSpan offsets between the lowest unfinished record and the newest one; bounds the bitmap that is
     *     committed
     */
    public record WindowLimits(
            @DefaultValue("1000") @Min(value = 1, message = "clip.intake.window.max-clips is less than 1")
            int maxClips,

            @DefaultValue("64GB") DataSize maxMediaBytes,
            @DefaultValue("4MB") DataSize maxRecordBytes,
            @DefaultValue("64MB") DataSize maxRecordBytesOfAll,

            @DefaultValue("8192")
            @Min(value = 1, message = "clip.intake.window.max-span is less than 1")
            @Max(
                    value = CommittedOffsets.MAX_SPAN / 2,
                    message = "clip.intake.window.max-span is more than the commit's metadata can hold (8192)")
            int maxSpan) {

        /**
         * One clip counts for no more than this share of the media bytes: none can fill the window by what it
         * announces.
         */
        private static final int LARGEST_SHARE = 4;

        @AssertTrue(
                message =
                        "clip.intake.window.max-media-bytes, max-record-bytes and max-record-bytes-of-all must be positive")
        boolean isEverySizePositive() {
            return maxMediaBytes.toBytes() > 0 && maxRecordBytes.toBytes() > 0 && maxRecordBytesOfAll.toBytes() > 0;
        }

        long counted(long mediaBytes) {
            return Math.min(mediaBytes, maxMediaBytes.toBytes() / LARGEST_SHARE);
        }
    }
}
