package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.viralclip.worker.bucket.StartRefused;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodecsTest {

    @Test
    void whereTheirLibrariesCanBeUnpackedAllCodecsWork() {
        assertThatCode(() -> Codecs.prove(List.of("producer", "none", "gzip", "uncompressed")))
                .doesNotThrowAnyException();
    }

    /** As where the folder of temporary files is mounted noexec, or may not be written. */
    @ParameterizedTest
    @CsvSource({"producer, snappy", "zstd, zstd", "snappy, snappy"})
    void aCodecThatTheTopicMayNeedAndThatCannotBeLoadedRefusesTheStart(String type, String named) throws Exception {
        assertThat(proof(type))
                .contains("Batches that are compressed by " + named + " cannot be read")
                .contains("noexec");
    }

    @Test
    void aCodecThatNoTopicMayNeedIsNotAskedFor() throws Exception {
        assertThat(proof("gzip")).isEqualTo("proved\n");
    }

    /** In a process of its own: what is loaded once stays so. */
    private static String proof(String type) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=/dev/null",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Proof.class.getName(),
                        type)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    /** What the process does. */
    static final class Proof {

        private Proof() {}

        public static void main(String[] type) {
            try {
                Codecs.prove(List.of(type));
                System.out.println("proved");
            } catch (StartRefused refused) {
                System.out.println(refused.getMessage() + "\n" + refused.action());
            }
        }
    }
}
