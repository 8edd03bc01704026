package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnPathTest {

    @TempDir
    Path directory;

    @Test
    void theFirstThatCanBeRunIsFound() throws Exception {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        Files.createFile(first.resolve("tool"));
        Path tool = Files.createFile(second.resolve("tool"));
        assertThat(tool.toFile().setExecutable(true)).isTrue();

        assertThat(OnPath.find("tool", String.join(File.pathSeparator, "", first.toString(), second.toString())))
                .contains(tool);
        assertThat(OnPath.find("no-tool", second.toString())).isEmpty();
        assertThat(OnPath.find("tool", "")).isEmpty();
    }
}
