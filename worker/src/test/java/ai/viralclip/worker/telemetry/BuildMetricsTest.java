package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;

class BuildMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void namesVersionRevisionAndJava() {
        var build = new Properties();
        build.setProperty("version", "1.2.3");
        var git = new Properties();
        git.setProperty("commit.id", "0123456789abcdef0123456789abcdef01234567");

        assertThat(new BuildMetrics(
                        registry, Optional.of(new BuildProperties(build)), Optional.of(new GitProperties(git))))
                .isNotNull();

        assertThat(registry.get("clip.build.info")
                        .tags("version", "1.2.3", "revision", "0123456")
                        .tag("java", Runtime.version().toString())
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void aBuildWithoutARepositoryIsToldAsWell() {
        assertThat(new BuildMetrics(registry, Optional.empty(), Optional.empty()))
                .isNotNull();

        assertThat(registry.get("clip.build.info")
                        .tags("version", "unknown", "revision", "unknown")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }
}
