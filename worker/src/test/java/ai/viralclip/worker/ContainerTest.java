package ai.viralclip.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image starts, as a process: it has a class path of its own, and an environment that is empty. */
class ContainerTest {

    @TempDir
    private Path directory;

    private record Ended(int code, String text) {}

    @Test
    void theWordClipsStartsTheOperatorsCommands() throws Exception {
        Ended ended = container("clips", "--help");
        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text()).contains("list", "url", "purge").doesNotContain("demo");
    }

    @Test
    void theyEndWithTheirOwnCode() throws Exception {
        assertThat(container("clips", "no-such-command").code()).isEqualTo(2);
    }

    @Test
    void withoutItTheWorkerStarts() throws Exception {
        Ended ended = container();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text()).contains("R2_BUCKET_NAME");
    }

    private Ended container(String... arguments) throws IOException, InterruptedException {
        String everything = System.getProperty("java.class.path");
        Path commands = Files.writeString(directory.resolve("classpath"), everything);
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Dclip.commands.classpath=" + commands,
                "-cp",
                everything,
                "ai.viralclip.worker.Container"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), text);
    }
}
