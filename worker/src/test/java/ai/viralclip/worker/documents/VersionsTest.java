package ai.viralclip.worker.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** Versions that are written down more than once are the same everywhere. */
class VersionsTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void kafkasIsThatOfTheTestsTheImageAndTheDocuments() throws IOException {
        String version = AppInfoParser.getVersion();
        assertThat(property("kafka.version")).isEqualTo(version);
        assertThat(property("kafka.image")).isEqualTo("apache/kafka:" + version);
        assertThat(text("docker-compose.yml")).contains("image: apache/kafka:" + version + "\n");
        assertThat(text("worker/docs/OPERATIONS.md")).contains("The tests run against " + version + ".");
        assertThat(text("worker/docs/DEMO.md")).contains("`docker pull apache/kafka:" + version + "`");
    }

    @Test
    void theImagesFilesAreOfTheBuildsTime() throws IOException {
        Matcher epoch = Pattern.compile("SOURCE_DATE_EPOCH=(\\d+)").matcher(text("worker/Dockerfile"));
        assertThat(epoch.find()).isTrue();
        assertThat(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))))
                .isEqualTo(property("project.build.outputTimestamp"));
    }

    private static String property(String name) throws IOException {
        Matcher found = Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(text("pom.xml"));
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static String text(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }
}
