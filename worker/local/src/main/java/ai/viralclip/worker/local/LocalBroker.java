package ai.viralclip.worker.local;

import java.nio.file.Path;
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
    private final int port;
    private final int controllerPort;
    private Optional<KafkaRaftServer> running = Optional.empty();

    private LocalBroker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.controllerPort = LoopbackPort.free();
    }

    /**
     * Where a broker keeps its data, and its port.
     *
     * @param directory created where it is missing; a directory with data is started from that data
     * @param port 0 for any free one
     */
    public record Options(Path directory, int port) {}

    /** Starts a broker; it takes requests on return. */
    public static LocalBroker start(Options options) {
        LocalBroker broker = new LocalBroker(options.directory(), LoopbackPort.orFree(options.port()));
        broker.restart();
        return broker;
    }

    /** As {@code bootstrap.servers} wants it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts again, after {@link #stop()}, on the same data and port. Nothing happens where it runs. */
    public synchronized void restart() {
        if (running.isPresent()) {
            return;
        }
        QuietLogs.ofBroker();
        DataDirectory.format(directory, Uuid.randomUuid().toString(), BrokerSettings.NODE_ID);
        KafkaConfig settings = KafkaConfig.fromProps(BrokerSettings.of(directory, port, controllerPort), false);
        KafkaRaftServer server = new KafkaRaftServer(settings, Time.SYSTEM);
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
