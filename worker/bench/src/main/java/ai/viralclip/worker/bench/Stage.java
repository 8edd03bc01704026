package ai.viralclip.worker.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.local.BrokerProcess;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.LocalCertificate;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** A broker and a store, each in a process of its own, and media; whoever is measured comes and goes between them. */
final class Stage implements AutoCloseable {

    static final int PARTITIONS = 6;

    private static final List<String> TOPICS =
            List.of(Topics.CLIP_RENDERED, Topics.CLIP_READY, Topics.CLIP_FAILED, Topics.CLIP_RENDERED_DLT);

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    final Media media;
    final RenderedClips pipeline;
    private final Path directory;
    private final Path jar;
    private final SequencedMap<String, Path> beside;
    private final BrokerProcess broker;
    private final LocalCertificate certificate;
    private final int sinkPort = Ports.free();
    private final Child sink;

    private Stage(Path directory, Path jar, SequencedMap<String, Path> beside)
            throws IOException, InterruptedException {
        this.directory = directory;
        this.jar = jar;
        this.beside = beside;
        this.media = new Media(Files.createDirectories(directory.resolve("media")));
        this.certificate = LocalCertificate.in(directory.resolve("tls"));
        this.broker = BrokerProcess.start(new LocalBroker.Options(directory.resolve("kafka"), 0), log("broker"));
        this.sink = Child.java(
                Sink.class,
                List.of("-Xmx1g"),
                List.of(certificate.keyStore().toString(), Integer.toString(sinkPort)),
                log("sink"));
        this.pipeline = RenderedClips.connect(broker.bootstrapServers(), InstantSource.system());
        createTopics();
        Ports.awaitOpen(sinkPort);
    }

    static Stage open(Path directory, Path jar, SequencedMap<String, Path> beside)
            throws IOException, InterruptedException {
        return new Stage(directory, jar, beside);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String endpoint() {
        return "https://127.0.0.1:" + sinkPort;
    }

    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** JVM arguments of a sender that is to trust the store. */
    List<String> trust() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + LocalCertificate.PASSWORD);
    }

    /** The worker's jar as it ships, ready. */
    WorkerProcess worker(Map<String, String> settings, String... jvm) {
        return worker(jar, settings, jvm);
    }

    /** The same from another jar. */
    WorkerProcess worker(Path from, Map<String, String> settings, String... jvm) {
        WorkerProcess worker = launch(from, settings, jvm);
        try {
            worker.awaitReady(STARTS_WITHIN);
        } catch (RuntimeException e) {
            worker.close(); // else it goes on beside whatever is measured next
            throw e;
        }
        return worker;
    }

    /** The same, not waited for. */
    WorkerProcess launch(Map<String, String> settings, String... jvm) {
        return launch(jar, settings, jvm);
    }

    /** From another jar than the one that ships. */
    WorkerProcess launch(Path from, Map<String, String> settings, String... jvm) {
        return launch("worker", from, settings, jvm);
    }

    /** One of several: each has a log of its own, by its name. */
    WorkerProcess launch(String name, Path from, Map<String, String> settings, String... jvm) {
        Map<String, String> environment = new HashMap<>();
        environment.put("R2_BUCKET_NAME", "bench");
        environment.put("R2_ACCESS_KEY_ID", "bench-access-key");
        environment.put("R2_SECRET_ACCESS_KEY", "bench-secret-key");
        environment.put("R2_ENDPOINT_URL", endpoint());
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put(
                "CLIP_MEDIA_FILE_ROOTS", media.directory().toAbsolutePath().toString());
        environment.put("CLIP_TOPICS_REPLICATION_FACTOR", "1");
        environment.putAll(settings);
        List<String> arguments = new ArrayList<>(trust());
        arguments.addAll(List.of(jvm));
        Stream.of(System.getProperty("bench.worker.jvm", "").split(" ", -1))
                .filter(argument -> !argument.isEmpty())
                .forEach(arguments::add);
        return WorkerProcess.start(new WorkerProcess.Options(from, environment, arguments, log(name)));
    }

    Path jar() {
        return jar;
    }

    /** Other jars of the worker, to be measured beside it, by their names. */
    SequencedMap<String, Path> beside() {
        return beside;
    }

    ReadyTap tap() {
        return new ReadyTap(bootstrapServers());
    }

    List<Rendered> publish(List<ClipRendered> clips) {
        List<Rendered> published = new ArrayList<>();
        for (int from = 0; from < clips.size(); from += 1_000) {
            published.addAll(pipeline.publish(clips.subList(from, Math.min(from + 1_000, clips.size()))));
        }
        return published;
    }

    /** How long the store waits before each answer, from now on. */
    void latency(Duration latency) throws IOException, GeneralSecurityException {
        control("latency?" + latency.toMillis());
    }

    /** How fast media gets to the store, all senders together, from now on; 0 for as fast as loopback is. */
    void bytesPerSecond(long bytes) throws IOException, GeneralSecurityException {
        control("bytes-per-second?" + bytes);
    }

    private void control(String what) throws IOException, GeneralSecurityException {
        SSLSocketFactory trusting = trusting().getSocketFactory();
        try (var socket = trusting.createSocket("127.0.0.1", sinkPort)) {
            String request = "PUT /control/" + what + " HTTP/1.1\r\ncontent-length: 0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the store does not listen");
            }
        }
    }

    @Override
    public void close() {
        pipeline.close();
        sink.close();
        broker.close();
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificate.trustStore())) {
            trusted.load(in, LocalCertificate.PASSWORD.toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** Empties what is to be read: for whoever comes next, nothing is left of those before. */
    void forgetRendered() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Map<TopicPartition, RecordsToDelete> all = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.CLIP_RENDERED, partition))
                    .collect(Collectors.toMap(Function.identity(), p -> RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker deletes no records", e);
        }
    }

    /** More than {@link #PARTITIONS}, from now on; to be called before anything is published or read. */
    void growTo(int partitions) throws InterruptedException {
        Map<String, NewPartitions> more = TOPICS.stream()
                .collect(Collectors.toMap(Function.identity(), t -> NewPartitions.increaseTo(partitions)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createPartitions(more).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker adds no partitions", e);
        }
    }

    private void createTopics() throws InterruptedException {
        List<NewTopic> topics = TOPICS.stream()
                .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.of((short) 1)))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker creates no topics", e);
        }
    }
}
