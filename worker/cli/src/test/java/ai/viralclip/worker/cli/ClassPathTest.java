package ai.viralclip.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The commands go into the worker's image: what comes along is known by name. */
final class ClassPathTest {

    private static final Path LIST = Path.of("target", "classpath");

    @Test
    void onlyAKafkaClientAndWhatTheContractsNeedComesAlong() throws IOException {
        assumeTrue(Files.exists(LIST), "Maven writes target/classpath: run this by ./mvnw");

        assertThat(Arrays.stream(Files.readString(LIST).split(File.pathSeparator))
                        .map(ClassPathTest::name))
                .containsExactlyInAnyOrder(
                        "clip-contracts",
                        "clip-operator",
                        "kafka-clients",
                        "zstd-jni",
                        "lz4-java",
                        "snappy-java",
                        "cloudevents-api",
                        "cloudevents-core",
                        "cloudevents-kafka",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "picocli",
                        "slf4j-api",
                        "logback-classic",
                        "logback-core",
                        "jspecify");
    }

    /** Of our own there is a jar, or as long as there is none the folder that it is made of. */
    private static String name(String path) {
        return path.replaceFirst(".*/([a-z]+)/target/classes$", "clip-$1")
                .replaceFirst(".*/", "")
                .replaceFirst("-[0-9].*\\.jar$", "");
    }
}
