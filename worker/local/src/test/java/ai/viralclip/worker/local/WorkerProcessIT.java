package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a jar in the worker's place that answers on its management port: the worker itself is built after this module.
 */
final class WorkerProcessIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void becomesReadyWithItsSettingsAndEndsWhenTold() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(options(Map.of("R2_BUCKET_NAME", "clips")))) {
            worker.awaitReady(LIMIT);

            assertThat(worker.health("readiness"))
                    .isEqualTo(new WorkerProcess.Health(200, "/actuator/health/readiness"));
            assertThat(worker.prometheus()).isEqualTo("/actuator/prometheus");
            assertThat(worker.log()).contains("bucket clips");
            assertThat(worker.terminate(LIMIT)).isTrue();
            assertThat(worker.isAlive()).isFalse();
            assertThat(worker.health("readiness").status()).isZero();
        }
    }

    @Test
    void isGoneAfterAKill() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(options(Map.of()))) {
            worker.awaitReady(LIMIT);

            worker.killHard();

            assertThat(worker.isAlive()).isFalse();
        }
    }

    @Test
    void aStartThatFailsSaysWhereTheLogIs() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(options(Map.of("FAIL", "true")))) {
            assertThatThrownBy(() -> worker.awaitReady(LIMIT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended while it started")
                    .hasMessageContaining("worker.log");
        }
    }

    private WorkerProcess.Options options(Map<String, String> environment) throws Exception {
        return new WorkerProcess.Options(jar(), environment, List.of("-Xmx64m"), directory.resolve("worker.log"));
    }

    private Path jar() throws Exception {
        Path jar = directory.resolve("a worker.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeWorker.class.getName());
        String entry = FakeWorker.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream content = new JarOutputStream(out, manifest)) {
            content.putNextEntry(new JarEntry(entry));
            content.write(Files.readAllBytes(Path.of("target/test-classes", entry)));
        }
        return jar;
    }
}
