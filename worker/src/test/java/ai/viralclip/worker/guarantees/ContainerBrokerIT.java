package ai.viralclip.worker.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.local.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The worker against Apache's own broker image, where there is Docker. The other tests prove the same job without it.
 */
@EnabledIf("isDockerThere")
class ContainerBrokerIT {

    private static final String IMAGE = "apache/kafka:4.3.1";

    @TempDir
    Path temp;

    static boolean isDockerThere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void aClipIsReadyOnce() throws Exception {
        Path media = Files.createDirectories(temp.resolve("media"));
        try (KafkaContainer kafka =
                        new KafkaContainer(DockerImageName.parse(IMAGE)).withStartupTimeout(Duration.ofMinutes(3));
                LocalStore store = LocalStore.start(
                        new LocalStore.Options(temp.resolve("s3"), "clips", "access-key", "secret-key", false, 0))) {
            kafka.start();
            String brokers = kafka.getBootstrapServers();
            try (OutcomeReader outcomes = OutcomeReader.start(brokers, InstantSource.system());
                    RenderedClips pipeline = RenderedClips.connect(brokers, InstantSource.system());
                    WorkerProcess worker = WorkerProcess.start(new WorkerProcess.Options(
                            Rig.JAR,
                            WorkerSettings.environment(brokers, store, List.of(media)),
                            List.of(),
                            temp.resolve("worker.log")))) {
                worker.awaitReady(Rig.START);
                Rendered event =
                        pipeline.publish(new RenderedFiles(media, 1).render("ana", "launch", "split", 1, 9_000));

                assertThat(outcomes.awaitAnswersTo(List.of(event.id()), Duration.ofMinutes(1)))
                        .isTrue();
                assertThat(outcomes.ready()).hasSize(1);
            }
        }
    }
}
