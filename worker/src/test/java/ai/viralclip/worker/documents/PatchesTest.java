package ai.viralclip.worker.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a benchmark measures beside the worker is this worker with a patch: it is to apply to the tree as it is. */
class PatchesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = "worker/bench/src/main/patches/sdk-client.patch")
    void thePatchOfABenchmarkApplies(String patch) throws IOException, InterruptedException {
        assumeThat(run(List.of("git", "--version"))).as("git").isEmpty();
        assertThat(run(List.of("git", "-C", ROOT.toString(), "apply", "--check", patch)))
                .as("complaints of git; make the patch anew: %s", patch)
                .isEmpty();
    }

    /** What it complains of, which is nothing where it ends well. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "cannot be started: " + e.getMessage();
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }
}
