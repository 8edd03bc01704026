package ai.viralclip.worker.brokers;

import ai.viralclip.worker.guarantees.harness.QuickStart;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.local.BrokerGuard;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalCertificate;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.local.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A broker as others run it: TLS with a certificate of an authority of their own, a user with a password, and only the
 * rights that the worker needs. With a store, and workers whose secrets are files: their environment holds none.
 */
final class ManagedBroker implements AutoCloseable {

    static final String PASSWORD = "kafka-password-of-the-tests";
    static final String SECRET_KEY = "store-secret-of-the-tests";

    /** Has no rights at all. */
    static final String STRANGER = "stranger";

    private static final AtomicInteger LOGS = new AtomicInteger();

    final LocalBroker broker;
    final LocalStore store;
    final Path media;
    private final Path directory;
    private final Path authority;

    private ManagedBroker(Path directory) throws Exception {
        LocalCertificate certificate = LocalCertificate.in(directory.resolve("tls"));
        BrokerGuard guard = new BrokerGuard(certificate, Map.of(WorkerRights.USER, PASSWORD, STRANGER, PASSWORD));
        this.directory = directory;
        this.authority = Files.writeString(directory.resolve("ca.pem"), certificate.pem());
        this.broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("broker"), 0, Optional.of(guard)));
        this.store = LocalStore.start(new LocalStore.Options(
                directory.resolve("s3"), "clips", "store-key-of-the-tests", SECRET_KEY, false, 0));
        this.media = Files.createDirectories(directory.resolve("media"));
        WorkerRights.setUp(broker.houseServers());
    }

    static ManagedBroker start(Path directory) throws Exception {
        return new ManagedBroker(directory);
    }

    /** A worker's settings, with all secrets in files of their own. */
    Map<String, String> settings(String user, String password) throws IOException {
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

    private String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "value", ""), text + "\n")
                .toString();
    }

    WorkerProcess launch(Map<String, String> settings) throws IOException {
        Path log = Files.createDirectories(Rig.LOGS).resolve("managed-broker-" + LOGS.incrementAndGet() + ".log");
        Files.deleteIfExists(log);
        QuickStart quick = QuickStart.ofTheBuild();
        return WorkerProcess.start(new WorkerProcess.Options(quick.jar(), settings, quick.arguments(), log));
    }

    @Override
    public void close() {
        store.close();
        broker.close();
    }
}
