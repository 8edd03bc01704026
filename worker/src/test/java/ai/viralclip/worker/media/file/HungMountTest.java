package ai.viralclip.worker.media.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that really hangs, in a JVM that has as many carrier threads as calls that hang. */
class HungMountTest {

    @TempDir
    private Path temp;

    @Test
    void twoHungOpensStopNeitherOtherRootsNorVirtualThreads() throws Exception {
        Path hung = Files.createDirectory(temp.resolve("hung"));
        Path good = Files.createDirectory(temp.resolve("good"));
        Pipes.make(hung.resolve("one.mp4"));
        Pipes.make(hung.resolve("two.mp4"));
        Files.writeString(good.resolve("clip.mp4"), "four");

        assertThat(run(hung.toString(), good.toString()))
                .containsExactlyInAnyOrder(
                        "another goes on",
                        "other has 4",
                        "one.mp4 SourceUnresponsive",
                        "two.mp4 SourceUnresponsive",
                        "hung 2");
    }

    private static List<String> run(String hung, String good) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djdk.virtualThreadScheduler.parallelism=2",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TwoCarriers.class.getName(),
                        hung,
                        good)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said.lines().toList();
    }
}
