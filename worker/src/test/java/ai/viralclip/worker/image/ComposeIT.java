package ai.viralclip.worker.image;

import static ai.viralclip.worker.image.Docker.docker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.image.Docker.Said;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * {@code docker-compose.yml} from the first start to the last trace of it, in the order in which somebody would try it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

    private static final String PROJECT = "clip-storage-it";
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    private static final Optional<String> MISSING =
            Docker.missing("apache/kafka:4.3.1", "andrewgaul/s3proxy:sha-4.1.0", "prom/prometheus:v3.5.3");

    @BeforeEach
    void skipWithoutDocker() {
        Assumptions.assumeTrue(MISSING.isEmpty(), MISSING.orElse(""));
    }

    @BeforeAll
    static void up() throws IOException {
        if (MISSING.isPresent()) {
            return;
        }
        ENVIRONMENT.put("CLIP_IMAGE", Docker.image());
        for (String port : List.of("CLIP_KAFKA_PORT", "CLIP_STORE_PORT", "CLIP_PROMETHEUS_PORT")) {
            ENVIRONMENT.put(port, Integer.toString(freePort()));
        }
        ENVIRONMENT.put("CLIP_WORKER_PORTS", "18081-18090");
        compose("up", "--detach", "--wait", "--wait-timeout", "300").orFail();
    }

    @AfterAll
    static void down() {
        if (!ENVIRONMENT.isEmpty()) {
            compose("--profile", "demo", "down", "--volumes", "--timeout", "5");
        }
    }

    @Test
    @Order(1)
    void bothWorkersAreHealthyAndOnlyThisMachineIsPublishedTo() {
        assertThat(compose("ps", "worker", "--format", "{{.Health}}").orFail().lines())
                .containsExactly("healthy", "healthy");
        assertThat(compose("ps", "--format", "{{.Publishers}}").orFail()).doesNotContain("0.0.0.0", "[::]");
    }

    @Test
    @Order(2)
    void theSampleClipsBecomeReadyOnceAlthoughAWorkerIsKilledOnTheWay() {
        CompletableFuture<Said> demo = CompletableFuture.supplyAsync(() -> compose("run", "--rm", "demo"));
        String killed =
                compose("ps", "--quiet", "worker").orFail().lines().findFirst().orElseThrow();
        await().atMost(Duration.ofSeconds(60)).until(() -> demo.isDone() || hasDemo());
        docker("kill", "--signal", "KILL", killed).orFail();
        Said said = demo.join();
        assertThat(said.text()).contains("8 rendered, 7 ready, 1 failed;", "checks, all as they should be");
        assertThat(said.exit()).isZero();
    }

    @Test
    @Order(3)
    void theOperatorsCommandsAskTheWorkers() {
        assertThat(compose("run", "--rm", "--no-deps", "worker", "clips", "list", "ana", "launch")
                        .orFail())
                .contains("3 clips of ana/launch");
    }

    @Test
    @Order(4)
    void prometheusSeesBothWorkersAndTheAlertOfTheClipThatFailed() {
        compose("up", "--detach", "--wait", "--wait-timeout", "300").orFail();
        await().atMost(Duration.ofSeconds(90))
                .until(() -> prometheus("query?query=sum(up)"), said -> said.contains("\"2\""));
        await().atMost(Duration.ofMinutes(5))
                .until(
                        () -> prometheus("query?query=ALERTS{alertstate=\"firing\"}"),
                        said -> said.contains("\"ClipDeadLetters\""));
    }

    @Test
    @Order(5)
    void downLeavesNothing() {
        compose("--profile", "demo", "down", "--volumes").orFail();
        String ours = "label=com.docker.compose.project=" + PROJECT;
        assertThat(docker("ps", "--all", "--quiet", "--filter", ours).orFail()).isEmpty();
        assertThat(docker("volume", "ls", "--quiet", "--filter", ours).orFail()).isEmpty();
        assertThat(docker("network", "ls", "--quiet", "--filter", ours).orFail())
                .isEmpty();
    }

    private static boolean hasDemo() {
        return !docker(
                        "ps",
                        "--quiet",
                        "--filter",
                        "label=com.docker.compose.project=" + PROJECT,
                        "--filter",
                        "label=com.docker.compose.service=demo")
                .text()
                .isBlank();
    }

    private static String prometheus(String what) {
        return compose("exec", "-T", "prometheus", "wget", "-q", "-O", "-", "http://localhost:9090/api/v1/" + what)
                .text();
    }

    private static Said compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--project-name", PROJECT));
        command.addAll(List.of(arguments));
        return Docker.run(ENVIRONMENT, command.toArray(String[]::new));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
