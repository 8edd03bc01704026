package ai.viralclip.worker.image;

import static ai.viralclip.worker.image.Docker.docker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.image.Docker.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image as it is built here, and a worker in it that has a broker and a store. */
class ImageIT {

    private static final String JAR = "/opt/clip/clip-storage-worker.jar";

    @TempDir
    private static Path directory;

    private static String image = "";
    /** There for every test that is not skipped. */
    @SuppressWarnings("NullAway.Init")
    private static Contained worker;

    private static final Optional<String> MISSING = Docker.missing();

    @BeforeEach
    void skipWithoutDocker() {
        Assumptions.assumeTrue(MISSING.isEmpty(), MISSING.orElse(""));
    }

    @BeforeAll
    static void build() throws IOException {
        if (MISSING.isPresent()) {
            return;
        }
        image = Docker.image();
        worker = Contained.start(image, directory);
    }

    @AfterAll
    static void end() {
        if (worker != null) {
            worker.close();
        }
    }

    @Test
    void itIsRunByANumberedUserByTheJvmAloneAndStoppedBySigterm() {
        assertThat(inspected("{{.Config.User}}")).isEqualTo("10001:10001");
        assertThat(inspected("{{json .Config.Entrypoint}}"))
                .startsWith("[\"java\",")
                .doesNotContain("sh");
        assertThat(inspected("{{.Config.StopSignal}}")).isEqualTo("SIGTERM");
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(inspected("{{json .Config.Labels}}"))
                .contains("org.opencontainers.image.title\":\"clip-storage-worker\"")
                .contains("org.opencontainers.image.licenses\":\"Apache-2.0\"")
                .contains("org.opencontainers.image.source\":\"https://")
                .containsPattern("org.opencontainers.image.version\":\"\\d")
                .containsPattern("org.opencontainers.image.revision\":\"[0-9a-f]{40}\"");
    }

    @Test
    void itHasNoShellAndNoProgramButJava() {
        assertThat(docker("run", "--rm", "--entrypoint", "sh", image, "-c", "true")
                        .exit())
                .isNotZero();
        List<String> programs = Layers.of(image).files().stream()
                .filter(file -> file.mode().startsWith("-") && file.mode().contains("x"))
                .map(Layers.Entry::name)
                .filter(name -> !name.contains(".so"))
                .toList();
        assertThat(programs).containsExactlyInAnyOrder("opt/clip/java/bin/java", "opt/clip/java/lib/jspawnhelper");
    }

    @Test
    void nothingInItCanBeWrittenByItsUserButTmp() {
        assertThat(Layers.of(image).files().stream()
                        .filter(file -> !file.mode().startsWith("l"))
                        .filter(file -> file.mode().charAt(8) == 'w'
                                || file.owner().contains("10001")
                                || file.owner().contains("clip"))
                        .map(Layers.Entry::name))
                .containsExactly("tmp/");
    }

    @Test
    void itHasABillOfMaterialsAndTellsIt() {
        assertThat(Layers.of(image).files())
                .extracting(Layers.Entry::name)
                .contains("opt/clip/sbom/application.cdx.json");
        assertThat(worker.get("sbom/application")).contains("CycloneDX").contains("kafka-clients");
    }

    @Test
    void aClipIsStoredOnAReadOnlyRootWithACacheThatFits() throws IOException {
        assertThat(worker.health()).as(worker.log()).isEqualTo("healthy");
        assertThat(worker.deliverSample()).isEqualTo("clip-ready");
        assertThat(docker("top", worker.id(), "-o", "pid,comm").orFail().lines().skip(1))
                .as("the JVM is all that runs")
                .singleElement()
                .asString()
                .endsWith("java");
        assertThat(worker.state("{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"))
                .isEqualTo("true [ALL]");
    }

    @Test
    void aCacheThatDoesNotFitTheJarIsRefusedWhereItIsAskedFor() throws IOException {
        Path other = directory.resolve("other.jar");
        docker("cp", worker.id() + ":" + JAR, other.toString()).orFail();
        Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
        List<String> changed = List.of("-v", other + ":" + JAR + ":ro");
        assertThat(strictly(List.of()).exit()).isZero();
        assertThat(strictly(changed).exit()).isNotZero();
        assertThat(docker("run", "--rm", "-v", other + ":" + JAR + ":ro", image, "clips", "--version")
                        .exit())
                .as("in production it starts all the same")
                .isZero();
    }

    @Test
    void theOperatorsCommandsAreInIt() {
        assertThat(docker("run", "--rm", "--read-only", "--tmpfs", "/tmp:exec", image, "clips", "--help")
                        .orFail())
                .contains("list", "url", "purge");
        assertThat(worker.health()).as(worker.log()).isEqualTo("healthy");
        assertThat(worker.command("clips", "list", "ana", "nothing-there")).contains("0 clips of ana/nothing-there");
    }

    @Test
    void onSigtermItDrainsAndEndsInGoodTime() throws IOException {
        try (Contained leaving = Contained.start(image, directory)) {
            assertThat(leaving.health()).as(leaving.log()).isEqualTo("healthy");
            docker("kill", "--signal", "TERM", leaving.id()).orFail();
            await().atMost(Duration.ofSeconds(45))
                    .until(() -> leaving.state("{{.State.Status}}").equals("exited"));
            assertThat(leaving.state("{{.State.ExitCode}}")).isEqualTo("143");
            assertThat(leaving.log()).contains("draining");
        }
    }

    private static Said strictly(List<String> options) {
        List<String> command = new ArrayList<>(List.of("run", "--rm"));
        command.addAll(Contained.strict(image, options));
        command.addAll(List.of("clips", "--version"));
        return docker(command);
    }

    private static String inspected(String format) {
        return docker("image", "inspect", "--format", format, image).orFail();
    }
}
