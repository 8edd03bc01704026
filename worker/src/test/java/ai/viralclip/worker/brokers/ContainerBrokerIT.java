package ai.viralclip.worker.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.guarantees.harness.Rig;
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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker against Apache's own broker image, wherever there is Docker, switched or not. The other tests prove the
 * same job without it, or with {@code -Dkafka=container} ({@link Brokers}).
 */
class ContainerBrokerIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path temp;

    /** Before each, so that each is counted where it is skipped. */
    @BeforeEach
    void isThere() {
        Assumptions.assumeTrue(
                KafkaImage.missing().isEmpty(), () -> KafkaImage.missing().orElseThrow());
    }

    @Test
    void aClipIsReadyOnceAndSoIsOneAfterTheBrokerWasAway() throws Exception {
        RenderedFiles files = new RenderedFiles(Files.createDirectories(temp.resolve("media")), 1);
        try (Broker broker = Brokers.CONTAINER.one(temp);
                LocalStore store = LocalStore.start(
                        new LocalStore.Options(temp.resolve("s3"), "clips", "access-key", "secret-key", false, 0));
                OutcomeReader outcomes = OutcomeReader.start(broker.bootstrapServers(), InstantSource.system());
                RenderedClips pipeline = RenderedClips.connect(broker.bootstrapServers(), InstantSource.system());
                WorkerProcess worker = launch(broker, store)) {
            worker.awaitReady(Rig.START);
            Rendered first = pipeline.publish(files.render("ana", "launch", "split", 1, 9_000));
            assertThat(outcomes.awaitAnswersTo(List.of(first.id()), SOON)).isTrue();

            broker.stop();
            broker.restart();
            Rendered second = pipeline.publish(files.render("ana", "launch", "split", 2, 9_000));

            assertThat(outcomes.awaitAnswersTo(List.of(second.id()), SOON)).isTrue();
            assertThat(outcomes.ready()).hasSize(2);
        }
    }

    private WorkerProcess launch(Broker broker, LocalStore store) {
        return WorkerProcess.start(new WorkerProcess.Options(
                Rig.JAR,
                WorkerSettings.environment(broker.bootstrapServers(), store, List.of(temp.resolve("media"))),
                List.of(),
                temp.resolve("worker.log")));
    }
}
