package ai.viralclip.worker.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.local.BrokerGuard;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalCertificate;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.local.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker as others run it: TLS with a certificate of an authority of their own, a user with a password, and only the
 * rights that the worker needs. Secrets reach the worker as files, and its environment holds none.
 */
class ManagedBrokerIT {

    private static final Duration END = Duration.ofMinutes(2);
    private static final String PASSWORD = "kafka-password-of-the-tests";
    private static final String OTHER_PASSWORD = "another-password-of-the-tests";
    private static final String SECRET_KEY = "store-secret-of-the-tests";

    /** Has no rights at all. */
    private static final String STRANGER = "stranger";

    private static final AtomicInteger LOGS = new AtomicInteger();

    @TempDir
    private static Path temp;

    private static LocalBroker broker;
    private static LocalStore store;
    private static Path media;
    private static Path authority;

    private Optional<WorkerProcess> running = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        LocalCertificate certificate = LocalCertificate.in(temp.resolve("tls"));
        authority = Files.writeString(temp.resolve("ca.pem"), certificate.pem());
        BrokerGuard guard = new BrokerGuard(certificate, Map.of(WorkerRights.USER, PASSWORD, STRANGER, PASSWORD));
        broker = LocalBroker.start(new LocalBroker.Options(temp.resolve("broker"), 0, Optional.of(guard)));
        store = LocalStore.start(
                new LocalStore.Options(temp.resolve("s3"), "clips", "store-key-of-the-tests", SECRET_KEY, false, 0));
        media = Files.createDirectories(temp.resolve("media"));
        WorkerRights.setUp(broker.houseServers());
    }

    @AfterEach
    void end() {
        running.ifPresent(WorkerProcess::close);
    }

    @AfterAll
    static void stop() {
        store.close();
        broker.close();
    }

    @Test
    void clipsRequestsAndPurgesAreAnsweredWithTheRightsThatAreDocumentedAndNoMore() throws Exception {
        Path secrets = Files.createDirectories(temp.resolve("secrets"));
        Files.writeString(secrets.resolve("R2_SECRET_ACCESS_KEY"), SECRET_KEY + "\n");
        Files.writeString(secrets.resolve("clip.r2.access-key-id"), store.accessKeyId() + "\n");
        Map<String, String> settings = managed(WorkerRights.USER, PASSWORD);
        settings.remove("R2_SECRET_ACCESS_KEY_FILE");
        settings.remove("R2_ACCESS_KEY_ID_FILE");
        settings.put("SPRING_CONFIG_IMPORT", "configtree:" + secrets + "/");
        String house = broker.houseServers();
        try (OutcomeReader outcomes = OutcomeReader.start(house, InstantSource.system());
                RenderedClips pipeline = RenderedClips.connect(house, InstantSource.system());
                RequestClient client =
                        RequestClient.connect(Map.of("bootstrap.servers", house), InstantSource.system())) {
            WorkerProcess worker = launch(settings);
            worker.awaitReady(END);
            RenderedFiles files = new RenderedFiles(media, 1);
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
                    .doesNotContain(PASSWORD, SECRET_KEY, store.accessKeyId());
        }
    }

    @Test
    void aWrongPasswordRefusesTheStartAndSaysWhereItIsSet() throws Exception {
        WorkerProcess worker = launch(managed(WorkerRights.USER, OTHER_PASSWORD));

        ends(worker);
        assertThat(worker.log())
                .contains("The Kafka brokers refused the worker's user")
                .contains("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG (or its _FILE)")
                .doesNotContain(OTHER_PASSWORD, SECRET_KEY, "\tat ");
    }

    @Test
    void aCertificateThatIsNotTrustedRefusesTheStartAndSaysWhatIsToBeTrusted() throws Exception {
        Map<String, String> settings = managed(WorkerRights.USER, PASSWORD);
        settings.remove("SPRING_KAFKA_SSL_TRUST_STORE_LOCATION");
        settings.remove("SPRING_KAFKA_SSL_TRUST_STORE_TYPE");

        WorkerProcess worker = launch(settings);

        ends(worker);
        assertThat(worker.log())
                .contains("No TLS connection to the Kafka brokers: unable to find valid certification path")
                .contains("SPRING_KAFKA_SSL_TRUST_STORE_LOCATION")
                .doesNotContain(PASSWORD, "\tat ");
    }

    @Test
    void aUserWithoutRightsSeesNoTopicsAndTheStartIsRefused() throws Exception {
        WorkerProcess worker = launch(managed(STRANGER, PASSWORD));

        ends(worker);
        assertThat(worker.log())
                .contains("Topics are missing: " + Topics.CLIP_RENDERED)
                .contains("may not see them")
                .doesNotContain(PASSWORD, "\tat ");
    }

    @Test
    void filesThatAreNotUsableRefuseTheStartInOneMessage() throws Exception {
        Map<String, String> settings = managed(WorkerRights.USER, PASSWORD);
        settings.put("R2_SECRET_ACCESS_KEY_FILE", "/run/secrets/" + OTHER_PASSWORD);
        settings.put("R2_ACCESS_KEY_ID", store.accessKeyId());

        WorkerProcess worker = launch(settings);

        ends(worker);
        assertThat(worker.log())
                .contains("R2_SECRET_ACCESS_KEY_FILE names a file that is not there")
                .contains("R2_ACCESS_KEY_ID_FILE and R2_ACCESS_KEY_ID are both set")
                .containsOnlyOnce("ERROR")
                .doesNotContain(OTHER_PASSWORD, store.accessKeyId(), "\tat ");
    }

    /** As where a password is changed at the broker: what is connected stays, until it must connect anew. */
    @Test
    void aUserThatIsTakenAwayHaltsTheWorkerUntilItIsBackAndNothingIsLost() throws Exception {
        String house = broker.houseServers();
        try (OutcomeReader outcomes = OutcomeReader.start(house, InstantSource.system());
                RenderedClips pipeline = RenderedClips.connect(house, InstantSource.system())) {
            WorkerProcess worker = launch(managed(WorkerRights.USER, PASSWORD));
            worker.awaitReady(END);
            WorkerRights.takeUserAway(house);
            broker.stop();
            broker.restart();
            await().atMost(END).until(() -> !worker.health("readiness").isUp());
            String event = pipeline.publish(new RenderedFiles(media, 2).render("bo", "launch", "split", 1, 9_000))
                    .id();
            await().atMost(END).until(() -> worker.log().contains("SaslAuthenticationException"));

            WorkerRights.giveUserBack(house, PASSWORD);

            assertThat(outcomes.awaitAnswersTo(List.of(event), END)).isTrue();
            assertThat(outcomes.answersTo(event)).hasSize(1);
            worker.awaitReady(END);
            assertThat(worker.log()).doesNotContain(PASSWORD, SECRET_KEY);
        }
    }

    private static ClipsRequested listing(ClipRendered clip) {
        return new ClipsRequested(clip.uid(), clip.runId(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** All secrets in files of their own. */
    private static Map<String, String> managed(String user, String password) throws IOException {
        Map<String, String> settings =
                new HashMap<>(WorkerSettings.environment(broker.bootstrapServers(), store, List.of(media)));
        settings.remove("R2_ACCESS_KEY_ID");
        settings.remove("R2_SECRET_ACCESS_KEY");
        settings.put("R2_ACCESS_KEY_ID_FILE", file(store.accessKeyId()));
        settings.put("R2_SECRET_ACCESS_KEY_FILE", file(SECRET_KEY));
        settings.put("CLIP_TOPICS_CREATE", "false");
        settings.put("SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        settings.put("SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", BrokerGuard.MECHANISM);
        settings.put("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE", file(BrokerGuard.jaas(user, password)));
        settings.put("SPRING_KAFKA_SSL_TRUST_STORE_TYPE", "PEM");
        settings.put("SPRING_KAFKA_SSL_TRUST_STORE_LOCATION", "file:" + authority);
        return settings;
    }

    private static String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(temp, "value", ""), text + "\n")
                .toString();
    }

    private WorkerProcess launch(Map<String, String> settings) throws IOException {
        Path log = Files.createDirectories(Rig.LOGS).resolve("managed-broker-" + LOGS.incrementAndGet() + ".log");
        Files.deleteIfExists(log);
        QuickStart quick = QuickStart.of(Rig.JAR, Crew.JVM);
        WorkerProcess worker =
                WorkerProcess.start(new WorkerProcess.Options(quick.jar(), settings, quick.arguments(), log));
        running = Optional.of(worker);
        return worker;
    }

    private static void ends(WorkerProcess worker) {
        await().atMost(END).until(() -> !worker.isAlive());
    }
}
