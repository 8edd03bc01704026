package ai.viralclip.worker.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker with a {@link ManagedBroker}: what it needs to start, and what is said where that lacks. */
class ManagedBrokerIT {

    private static final Duration END = Duration.ofMinutes(2);
    private static final String OTHER_PASSWORD = "another-password-of-the-tests";

    @TempDir
    private static Path temp;

    private static ManagedBroker managed;

    private Optional<WorkerProcess> running = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        managed = ManagedBroker.start(temp);
    }

    @AfterEach
    void end() {
        running.ifPresent(WorkerProcess::close);
    }

    @AfterAll
    static void stop() {
        managed.close();
    }

    @Test
    void everythingIsAnsweredWithTheDocumentedRightsAndNoMore() throws Exception {
        Path secrets = Files.createDirectories(temp.resolve("secrets"));
        Files.writeString(secrets.resolve("R2_SECRET_ACCESS_KEY"), ManagedBroker.SECRET_KEY + "\n");
        Files.writeString(secrets.resolve("clip.r2.access-key-id"), managed.store.accessKeyId() + "\n");
        Map<String, String> settings = managed.settings(WorkerRights.USER, ManagedBroker.PASSWORD);
        settings.remove("R2_SECRET_ACCESS_KEY_FILE");
        settings.remove("R2_ACCESS_KEY_ID_FILE");
        settings.put("SPRING_CONFIG_IMPORT", "configtree:" + secrets + "/");
        String house = managed.broker.houseServers();
        try (OutcomeReader outcomes = OutcomeReader.start(house, InstantSource.system());
                RenderedClips pipeline = RenderedClips.connect(house, InstantSource.system());
                RequestClient client =
                        RequestClient.connect(Map.of("bootstrap.servers", house), InstantSource.system())) {
            WorkerProcess worker = launch(settings);
            worker.awaitReady(END);
            RenderedFiles files = new RenderedFiles(managed.media, 1);
            var good = files.render("ana", "launch", "split", 1, 9_000);
            var lost = files.render("ana", "launch", "split", 2, 9_000);
            Files.writeString(Path.of(lost.video().uri()), "no video");
            List<String> events = Rig.ids(pipeline.publish(List.of(good, lost)));

            assertThat(outcomes.awaitAnswersTo(events, END)).isTrue();
            assertThat(outcomes.ready()).hasSize(1);
            assertThat(outcomes.failed()).hasSize(1);
            assertThat(outcomes.deadLetters()).hasSize(1);
            assertThat(client.list(listing(good), END).clips()).hasSize(1);
            assertThat(client.purge(new PurgeRequested(good.uid(), Optional.empty(), Optional.empty()), END)
                            .objects())
                    .isEqualTo(3);
            await().atMost(END)
                    .untilAsserted(() ->
                            assertThat(worker.prometheus()).containsPattern("(?m)^clip_dead_letters(\\{.*})? 1\\.0$"));
            assertThat(worker.log())
                    .doesNotContain("AuthorizationException")
                    .doesNotContain(ManagedBroker.PASSWORD, ManagedBroker.SECRET_KEY, managed.store.accessKeyId());
        }
    }

    @Test
    void aWrongPasswordRefusesTheStartAndSaysWhereItIsSet() throws Exception {
        WorkerProcess worker = launch(managed.settings(WorkerRights.USER, OTHER_PASSWORD));

        ends(worker);
        assertThat(worker.log())
                .contains("The Kafka brokers refused the worker's user")
                .contains("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG (or its _FILE)")
                .doesNotContain(OTHER_PASSWORD, ManagedBroker.SECRET_KEY, "\tat ");
    }

    @Test
    void anUntrustedCertificateRefusesTheStartAndSaysWhatToTrust() throws Exception {
        Map<String, String> settings = managed.settings(WorkerRights.USER, ManagedBroker.PASSWORD);
        settings.remove("SPRING_KAFKA_SSL_TRUST_STORE_LOCATION");
        settings.remove("SPRING_KAFKA_SSL_TRUST_STORE_TYPE");

        WorkerProcess worker = launch(settings);

        ends(worker);
        assertThat(worker.log())
                .contains("No TLS connection to the Kafka brokers: unable to find valid certification path")
                .contains("SPRING_KAFKA_SSL_TRUST_STORE_LOCATION")
                .doesNotContain(ManagedBroker.PASSWORD, "\tat ");
    }

    @Test
    void aUserWithoutRightsSeesNoTopicsAndTheStartIsRefused() throws Exception {
        WorkerProcess worker = launch(managed.settings(ManagedBroker.STRANGER, ManagedBroker.PASSWORD));

        ends(worker);
        assertThat(worker.log())
                .contains("Topics are missing: " + Topics.CLIP_RENDERED)
                .contains("may not see them")
                .doesNotContain(ManagedBroker.PASSWORD, "\tat ");
    }

    @Test
    void filesThatAreNotUsableRefuseTheStartInOneMessage() throws Exception {
        Map<String, String> settings = managed.settings(WorkerRights.USER, ManagedBroker.PASSWORD);
        settings.put("R2_SECRET_ACCESS_KEY_FILE", "/run/secrets/" + OTHER_PASSWORD);
        settings.put("R2_ACCESS_KEY_ID", managed.store.accessKeyId());

        WorkerProcess worker = launch(settings);

        ends(worker);
        assertThat(worker.log())
                .contains("R2_SECRET_ACCESS_KEY_FILE names a file that is not there")
                .contains("R2_ACCESS_KEY_ID_FILE and R2_ACCESS_KEY_ID are both set")
                .containsOnlyOnce("ERROR")
                .doesNotContain(OTHER_PASSWORD, managed.store.accessKeyId(), "\tat ");
    }

    /** As where a password is changed at the broker: what is connected stays, until it must connect anew. */
    @Test
    void aUserThatIsTakenAwayHaltsTheWorkerAndLosesNothing() throws Exception {
        String house = managed.broker.houseServers();
        try (OutcomeReader outcomes = OutcomeReader.start(house, InstantSource.system());
                RenderedClips pipeline = RenderedClips.connect(house, InstantSource.system())) {
            WorkerProcess worker = launch(managed.settings(WorkerRights.USER, ManagedBroker.PASSWORD));
            worker.awaitReady(END);
            WorkerRights.takeUserAway(house);
            managed.broker.stop();
            managed.broker.restart();
            await().atMost(END).until(() -> !worker.health("readiness").isUp());
            String event = pipeline.publish(
                            new RenderedFiles(managed.media, 2).render("bo", "launch", "split", 1, 9_000))
                    .id();
            await().atMost(END).until(() -> worker.log().contains("SaslAuthenticationException"));

            WorkerRights.giveUserBack(house, ManagedBroker.PASSWORD);

            assertThat(outcomes.awaitAnswersTo(List.of(event), END)).isTrue();
            assertThat(outcomes.answersTo(event)).hasSize(1);
            worker.awaitReady(END);
            assertThat(worker.log()).doesNotContain(ManagedBroker.PASSWORD, ManagedBroker.SECRET_KEY);
        }
    }

    private static ClipsRequested listing(ClipRendered clip) {
        return new ClipsRequested(clip.uid(), clip.runId(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private WorkerProcess launch(Map<String, String> settings) throws IOException {
        WorkerProcess worker = managed.launch(settings);
        running = Optional.of(worker);
        return worker;
    }

    private static void ends(WorkerProcess worker) {
        await().atMost(END).until(() -> !worker.isAlive());
    }
}
