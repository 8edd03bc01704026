package ai.viralclip.worker.media;

import ai.viralclip.worker.media.https.HttpsProperties;
import ai.viralclip.worker.media.spool.SpoolProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code clip.media.*}
 *
 * @param fileRoots absolute folders under which {@code file:} media may lie
 * @param callTimeout how long a look at a file, or the reading of a block, may take before its clip is put off
 * @param maxBytes that a video or a thumbnail may have; what is larger is rejected before anything of it is sent
 * @param s3 the buckets in which {@code s3:} media may lie
 * @param https the hosts that {@code https:} media may be on
 * @param spool where media is held that a server gives only once
 */
public record MediaProperties(
        @DefaultValue List<Path> fileRoots,
        @DefaultValue("10s") Duration callTimeout,
        @DefaultValue("50GB") DataSize maxBytes,
        @DefaultValue @Valid S3MediaProperties s3,
        @DefaultValue @Valid HttpsProperties https,
        @DefaultValue @Valid SpoolProperties spool) {

    public MediaProperties {
        fileRoots = fileRoots.stream().map(Path::normalize).toList();
    }

    @AssertTrue(
            message = "CLIP_MEDIA_FILE_ROOTS is not set: the folders under which file: media may lie (nor is another"
                    + " source: clip.media.s3, clip.media.https)")
    boolean isAnySourceNamed() {
        return !fileRoots.isEmpty()
                || !s3.buckets().isEmpty()
                || !s3.stores().isEmpty()
                || !https.hosts().isEmpty();
    }

    @AssertTrue(message = "CLIP_MEDIA_FILE_ROOTS names a folder that is not absolute")
    boolean isEveryRootAbsolute() {
        return fileRoots.stream().allMatch(Path::isAbsolute);
    }

    @AssertTrue(message = "clip.media.call-timeout must be positive")
    boolean isTimeoutPositive() {
        return callTimeout.isPositive();
    }

    @AssertTrue(message = "clip.media.max-bytes must be positive")
    boolean isSizePositive() {
        return maxBytes.toBytes() > 0;
    }
}
