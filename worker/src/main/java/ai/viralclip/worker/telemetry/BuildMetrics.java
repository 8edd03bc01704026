package ai.viralclip.worker.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;

/** Which worker this is. A build without a repository has no revision; one that was never packaged, no version. */
final class BuildMetrics {

    private static final String UNKNOWN = "unknown";

    BuildMetrics(MeterRegistry registry, Optional<BuildProperties> build, Optional<GitProperties> git) {
        Gauge.builder("clip.build.info", () -> 1)
                .description("1; which worker this is")
                .tag("version", build.map(BuildProperties::getVersion).orElse(UNKNOWN))
                .tag("revision", git.map(GitProperties::getShortCommitId).orElse(UNKNOWN))
                .tag("java", Runtime.version().toString())
                .register(registry);
    }
}
