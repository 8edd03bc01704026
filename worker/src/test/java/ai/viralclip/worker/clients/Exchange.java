package ai.viralclip.worker.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.guarantees.harness.QuickStart;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.local.LocalBroker;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker, a store and a worker as it ships, for strangers to talk to. */
final class Exchange implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(90);

    final LocalBroker broker;
    final RenderedClips pipeline;
    final OutcomeReader outcomes;
    final RenderedFiles files;
    private final LocalStore store;
    private final WorkerProcess worker;
    private final Path logs;
    private final List<Client> clients = new ArrayList<>();

    private Exchange(Path directory, LocalBroker broker, LocalStore store) throws IOException {
        this.broker = broker;
        this.store = store;
        this.logs = Files.createDirectories(directory.resolve("logs"));
        Path media = Files.createDirectories(directory.resolve("media"));
        this.files = new RenderedFiles(media, 42);
        this.pipeline = RenderedClips.connect(broker.bootstrapServers(), InstantSource.system());
        this.outcomes = OutcomeReader.start(broker.bootstrapServers(), InstantSource.system());
        QuickStart quick = QuickStart.ofTheBuild();
        this.worker = WorkerProcess.start(new WorkerProcess.Options(
                quick.jar(),
                WorkerSettings.environment(broker.bootstrapServers(), store, List.of(media)),
                quick.arguments(),
                logs.resolve("worker.log")));
    }

    /** Starts all of it; the worker is ready on return. */
    static Exchange start(Path directory) throws IOException {
        LocalBroker broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("broker"), 0));
        LocalStore store = LocalStore.start(
                new LocalStore.Options(directory.resolve("s3"), "clips", "an-access-key", "a-secret-key", false, 0));
        Exchange exchange = new Exchange(directory, broker, store);
        exchange.worker.awaitReady(SOON);
        return exchange;
    }

    /** Runs a language's producer for a clip. */
    Client render(Language language, ClipRendered clip, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of(
                "--video-url", clip.videoUrl(), "--title", clip.highlight().title()));
        arguments.addAll(List.of("--start", clip.highlight().start().value()));
        arguments.addAll(List.of("--end", clip.highlight().end().value()));
        arguments.addAll(
                List.of(clip.uid().value(), clip.runId().value(), clip.style().value()));
        arguments.addAll(List.of(Integer.toString(clip.n()), path(clip.video())));
        clip.thumbnail().map(Exchange::path).ifPresent(arguments::add);
        return start(language, "render", arguments);
    }

    /** Runs a language's producer to its end; the id of the event. */
    String rendered(Language language, ClipRendered clip, String... more) throws IOException {
        Client client = render(language, clip, more);
        client.exit(SOON);
        client.requireSuccess();
        return client.lines().getFirst();
    }

    /** Starts a language's reader, in a group of that name. */
    Client ready(Language language, String group, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--group", group));
        return start(language, "ready", arguments);
    }

    /** A file of settings for a client. */
    String settings(String json) throws IOException {
        return Files.writeString(Files.createTempFile(logs, "settings-", ".json"), json)
                .toString();
    }

    /** The record of {@code clip-rendered} that has this event id. */
    Optional<ConsumerRecord<String, byte[]>> record(String id) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CLIP_RENDERED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Optional<ConsumerRecord<String, byte[]>> found = Optional.empty();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (id.equals(
                            new String(record.headers().lastHeader("ce_id").value(), UTF_8))) {
                        found = Optional.of(record);
                    }
                }
            }
            return found;
        }
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
        worker.killHard();
        worker.close();
        outcomes.close();
        pipeline.close();
        store.close();
        broker.close();
    }

    private Client start(Language language, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(language.prepare(program));
        command.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        command.addAll(arguments);
        Client client = Client.start(command, logs);
        clients.add(client);
        return client;
    }

    private static String path(RenderedMedia media) {
        return Path.of(media.uri()).toString();
    }
}
