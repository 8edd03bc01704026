package ai.viralclip.worker.media;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.media.*}
 *
 * @param fileRoots absolute folders under which {@code file:} media may lie
 */
public record MediaProperties(
        @DefaultValue
        @NotEmpty(message = "CLIP_MEDIA_FILE_ROOTS is not set: the folders under which file: media may lie")
        List<Path> fileRoots) {

    public MediaProperties {
        fileRoots = fileRoots.stream().map(Path::normalize).toList();
    }

    @AssertTrue(message = "CLIP_MEDIA_FILE_ROOTS names a folder that is not absolute")
    boolean isEveryRootAbsolute() {
        return fileRoots.stream().allMatch(Path::isAbsolute);
    }
}
