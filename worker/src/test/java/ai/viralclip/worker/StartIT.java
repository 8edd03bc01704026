package ai.viralclip.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot succeed ends with one message that names what is wrong. */
class StartIT {

    private static final Duration END = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    @Test
    void missingAndWrongSettingsAreNamedAtOnceWithoutTheirValues() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launch(Map.of(
                    "R2_BUCKET_NAME", "",
                    "R2_SECRET_ACCESS_KEY", "",
                    "R2_ENDPOINT_URL", "http://r2.example/clips?secret=hidden",
                    "SPRING_KAFKA_BOOTSTRAP_SERVERS", "",
                    "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
                    "CLIP_MEDIA_FILE_ROOTS", ""));

            ends(worker);

            assertThat(worker.log())
                    .containsPattern("(?m)^[ |-]+R2_BUCKET_NAME is not set$")
                    .contains("R2_SECRET_ACCESS_KEY is not set")
                    .contains("R2_ENDPOINT_URL must be https")
                    .contains("SPRING_KAFKA_BOOTSTRAP_SERVERS is not set")
                    .contains("MANAGEMENT_SERVER_ADDRESS is set")
                    .contains("SERVER_ADDRESS in its place")
                    .contains("CLIP_MEDIA_FILE_ROOTS is not set")
                    .doesNotContain("hidden")
                    .doesNotContain("\tat ")
                    .containsOnlyOnce(" ERROR ");
        }
    }

    @Test
    void aBucketThatListsToAnyoneIsNotUsed() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            rig.store.openToEveryone(true);

            WorkerProcess worker = rig.launch();

            ends(worker);
            assertThat(worker.log()).contains("The bucket is not safe to use").doesNotContain("\tat ");
        }
    }

    @Test
    void topicsThatAreMissingAreNamedWhereTheWorkerMayNotCreateThem() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launch(Map.of("CLIP_TOPICS_CREATE", "false"));

            ends(worker);
            assertThat(worker.log())
                    .contains("Topics are missing: clip-rendered, clip-ready, clip-failed, clip-rendered-dlt");
        }
    }

    @Test
    void onlyFourEndpointsAreServedAndLivenessLooksAtNothingOutside() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launchReady();

            assertThat(status(worker, "health/readiness")).isEqualTo(200);
            assertThat(status(worker, "health/liveness")).isEqualTo(200);
            assertThat(status(worker, "prometheus")).isEqualTo(200);
            assertThat(status(worker, "sbom")).isEqualTo(200);
            assertThat(status(worker, "env")).isEqualTo(404);
            assertThat(status(worker, "beans")).isEqualTo(404);
            rig.store.stop();
            rig.broker.stop();
            assertThat(status(worker, "health/liveness")).isEqualTo(200);
            rig.broker.restart();
        }
    }

    @Test
    void itSaysWhichWorkerItIsAndNothingOfWhoBuiltItWhere() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launchReady();

            assertThat(text(worker, "info"))
                    .contains(
                            "\"version\"",
                            "\"time\"",
                            "\"java\"",
                            Runtime.version().toString())
                    .doesNotContain("branch", "user", "email", "remote", "host");
            assertThat(text(worker, "info").contains("\"commit\"")).isEqualTo(isBuiltFromARepository());
            assertThat(worker.prometheus()).containsPattern("clip_build_info\\{.*java=\"[0-9].*version=\"[0-9].*} 1");
        }
    }

    private static boolean isBuiltFromARepository() throws IOException {
        try (JarFile jar = new JarFile(Rig.JAR.toFile())) {
            return jar.getEntry("BOOT-INF/classes/git.properties") != null;
        }
    }

    @Test
    void nothingOfTheLocalRunOrTheOperatorsCommandsIsInTheShippedJar() throws IOException {
        try (JarFile jar = new JarFile(Rig.JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.contains("s3proxy"))
                    .noneMatch(name -> name.contains("kafka_2"))
                    .noneMatch(name -> name.contains("clip-local"))
                    .noneMatch(name -> name.contains("clip-cli"))
                    .anyMatch(name -> name.contains("clip-contracts"));
        }
    }

    private static void ends(WorkerProcess worker) {
        await().atMost(END).until(() -> !worker.isAlive());
    }

    private static String text(WorkerProcess worker, String endpoint) throws IOException {
        try (var body = worker.actuator(endpoint).toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    private static int status(WorkerProcess worker, String endpoint) throws IOException {
        var connection =
                (java.net.HttpURLConnection) worker.actuator(endpoint).toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
