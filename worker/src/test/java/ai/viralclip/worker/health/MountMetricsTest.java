package ai.viralclip.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.media.file.Hang;
import ai.viralclip.worker.media.file.MountedRoots;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class MountMetricsTest {

    @TempDir
    private Path temp;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Path one;
    private Path other;
    private MountedRoots roots;
    private MountHealth health;

    @BeforeEach
    void mount() throws Exception {
        one = Files.createDirectory(temp.resolve("one"));
        other = temp.resolve("other");
        roots = new MountedRoots(one, other);
        health = new MountHealth(roots.mounts());
        assertThat(new MountMetrics(registry, roots.mounts())).isNotNull();
    }

    @Test
    void rootsThatNothingIsKnownAgainstAreUsable() {
        assertThat(gauge("clip.media.root.usable", "0")).isEqualTo(1);
        assertThat(gauge("clip.media.calls.hung", "0")).isZero();
        assertThat(gauge("clip.media.calls", "1")).isZero();
        assertThat(health.up()).isEqualTo(Health.up().build());
        assertThat(health.down()).isEmpty();
    }

    @Test
    void aHungRootIsCountedAndNamedByReadinessWhichStaysUp() throws Exception {
        try (Hang _ = roots.hang(0)) {
            assertThat(gauge("clip.media.calls.hung", "0")).isEqualTo(8);
            assertThat(gauge("clip.media.root.usable", "0")).isZero();
            assertThat(gauge("clip.media.root.usable", "1")).isEqualTo(1);
            assertThat(health.down()).isEmpty();
            assertThat(health.up())
                    .isEqualTo(Health.up()
                            .withDetail("media_roots", Map.of(one.toString(), "8 calls to it hang"))
                            .build());
        }
        assertThat(gauge("clip.media.root.usable", "0")).isEqualTo(1);
        assertThat(health.up()).isEqualTo(Health.up().build());
    }

    @Test
    void withoutAnyRootNothingCanBeDoneAndReadinessIsDown() throws Exception {
        roots.lookFor(other.resolve("clip.mp4"));
        assertThat(gauge("clip.media.root.usable", "1")).isZero();
        assertThat(health.down()).isEmpty();

        try (Hang _ = roots.hang(0)) {
            Health down = health.down().orElseThrow();
            assertThat(down.getStatus()).isEqualTo(Status.DOWN);
            assertThat(down.getDetails())
                    .containsEntry("reason", "source_root_gone")
                    .containsEntry(
                            "media_roots",
                            Map.of(one.toString(), "8 calls to it hang", other.toString(), "not there, or empty"));
        }
    }

    private double gauge(String name, String root) {
        return registry.get(name).tag("root", root).gauge().value();
    }
}
