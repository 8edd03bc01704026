package ai.viralclip.worker.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real single-node Kafka broker (KRaft) in this JVM, on loopback.
 *
 * <p>{@link #stop()} and {@link #restart()} keep its data and its port, so that clients see an outage and its end. To
 * kill a broker instead of stopping it, run it in a process of its own: {@link BrokerProcess}; several that replicate
 * to each other are a {@link BrokerCluster}.
 */
public final class LocalBroker implements AutoCloseable {

    private final Path directory;
    private final BrokerSettings settings;
    private Optional<KafkaRaftServer> running = Optional.empty();

    private LocalBroker(Path directory, BrokerSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * Where a broker keeps its data, its port, and who may use it.
     *
     * @param directory created where it is missing; a directory with data is started from that data
     * @param port 0 for any free one
     * @param guard empty for a broker that is open to everybody on this machine
     */
    public record Options(Path directory, int port, Optional<BrokerGuard> guard) {

        /** Open to everybody. */
        public Options(Path directory, int port) {
            this(directory, port, Optional.empty());
        }
    }

    /** Starts a broker; it takes requests on return. */
    public static LocalBroker start(Options options) {
        List<Integer> more = LoopbackPort.free(2);
        BrokerSettings settings = new BrokerSettings(
                LoopbackPort.orFree(options.port()), more.getFirst(), more.getLast(), options.guard());
        LocalBroker broker = new LocalBroker(options.directory(), settings);
        broker.restart();
        return broker;
    }

    /** As {@code bootstrap.servers} wants it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    /** The same for whoever runs the broker: no guard stands there, and everything is allowed. */
    public String houseServers() {
        return settings.guard().isEmpty() ? bootstrapServers() : "127.0.0.1:" + settings.housePort();
    }

    /** Starts again, after {@link #stop()}, on the same data and port. Nothing happens where it runs. */
    public synchronized void restart() {
        if (running.isPresent()) {
            return;
        }
        QuietLogs.ofBroker();
        List<String> credentials =
                settings.guard().map(BrokerGuard::credentials).orElse(List.of());
        DataDirectory.format(directory, Uuid.randomUuid().toString(), BrokerSettings.NODE_ID, credentials);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings.of(directory), false), Time.SYSTEM);
        server.startup();
        running = Optional.of(server);
    }

    /** Stops in good order; data and port are kept. */
    public synchronized void stop() {
        running.ifPresent(server -> {
            server.shutdown();
            server.awaitShutdown();
        });
        running = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }

    /** A broker as a process of its own: {@code LocalBroker DIRECTORY PORT}, until it is told to stop. */
    static void main(String[] args) throws InterruptedException {
        LocalBroker broker = start(new Options(Path.of(args[0]), Integer.parseInt(args[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop));
        new CountDownLatch(1).await();
    }
}
