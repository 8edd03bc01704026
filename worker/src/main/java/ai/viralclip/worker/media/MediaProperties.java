package ai.viralclip.worker.media;

import ai.viralclip.worker.media.https.HttpsProperties;
import ai.viralclip.worker.media.spool.SpoolProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
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
 */
public record MediaProperties(
        @DefaultValue
        @NotEmpty(message = "CLIP_MEDIA_FILE_ROOTS is not set: the folders under which file: media may lie")
        List<Path> fileRoots,

        @DefaultValue("10s") Duration callTimeout,
        @DefaultValue("50GB") DataSize maxBytes,
        @DefaultValue @Valid HttpsProperties https,
        @DefaultValue @Valid SpoolProperties spool) {

    public MediaProperties {
        fileRoots = fileRoots.stream().map(Path::normalize).toList();
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
