package ai.viralclip.worker.media.spool;

import jakarta.validation.constraints.AssertTrue;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code clip.media.spool}: files that hold what a server would not give a second time, or not in parts.
 *
 * @param folder on a disk of this machine; empty for the one that the JVM has for such files
 * @param maxBytes of all that is held at one time; what finds no room waits
 */
public record SpoolProperties(
        @DefaultValue("") String folder,
        @DefaultValue("4GB") DataSize maxBytes) {

    public SpoolProperties {
        folder = folder.strip();
    }

    @AssertTrue(message = "clip.media.spool.max-bytes must not be negative")
    boolean isSizePossible() {
        return !maxBytes.isNegative();
    }

    @AssertTrue(message = "clip.media.spool.folder must be an absolute path")
    boolean isFolderAbsolute() {
        return folder.isEmpty() || Path.of(folder).isAbsolute();
    }

    Path path() {
        return Path.of(folder.isEmpty() ? System.getProperty("java.io.tmpdir", "/tmp") : folder);
    }
}
