package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.info.GitProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What the build writes for {@code /actuator/info}. */
class BuildInfoTest {

    private final Properties build =
            PropertiesLoaderUtils.loadProperties(new ClassPathResource("META-INF/build-info.properties"));

    BuildInfoTest() throws IOException {}

    @Test
    void twoBuildsOfOneCommitSayTheSameTimeWhichIsTheCommits() throws IOException {
        ClassPathResource git = new ClassPathResource("git.properties");
        Assumptions.assumeTrue(git.exists(), "built without a repository");
        Properties commit = new Properties();
        PropertiesLoaderUtils.loadProperties(git)
                .forEach((name, value) -> commit.put(((String) name).substring("git.".length()), value));
        assertThat(new GitProperties(commit).getCommitTime()).isEqualTo(Instant.parse(build.getProperty("build.time")));
    }

    @Test
    void itNamesTheVersion() {
        assertThat(build).containsEntry("build.artifact", "clip-storage-worker").containsKey("build.version");
    }
}
