package ai.viralclip.worker.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Kafka brokers that replicate to each other, each in a process of its own, on loopback: three replicas of everything,
 * two of which must have a record before it counts as written. Any of three may be killed, and started again on its own
 * data and ports.
 *
 * <p>Brokers are counted from 0.
 */
public final class BrokerCluster implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final List<ClusterSettings.Ports> ports;
    private final List<ClusterNode> nodes;
    private final ClusterView view;

    private BrokerCluster(List<ClusterSettings.Ports> ports, List<ClusterNode> nodes) {
        this.ports = ports;
        this.nodes = nodes;
        this.view = new ClusterView(innerServers(), nodes.size());
    }

    /**
     * What to start.
     *
     * @param directory of settings and data; created where it is missing, a new one for each cluster
     * @param logs a folder: each broker's output is appended to {@code broker-<index>.log} in it
     * @param kept a folder for what makes the next start quicker, this cluster's or another's; created where it is
     *     missing
     * @param advertised from the port that a broker listens on for clients to the port that clients are sent to: that
     *     of what stands between them. Asked once per broker, before any of them runs
     */
    public record Options(Path directory, int brokers, Path logs, Path kept, IntUnaryOperator advertised) {

        /** Clients are sent to the brokers themselves. */
        public Options(Path directory, int brokers, Path logs, Path kept) {
            this(directory, brokers, logs, kept, IntUnaryOperator.identity());
        }
    }

    /** Starts a cluster; all of its brokers take requests on return. */
    public static BrokerCluster start(Options options) {
        ClusterSettings settings = new ClusterSettings(ports(options.brokers(), options.advertised()));
        String clusterId = Uuid.randomUuid().toString();
        List<String> quick = StartCache.in(options.kept());
        List<ClusterNode> nodes = new ArrayList<>();
        for (int index = 0; index < options.brokers(); index++) {
            String name = "broker-" + index;
            Path log = options.logs().resolve(name + ".log");
            nodes.add(ProcessNode.start(options.directory().resolve(name), clusterId, settings, index + 1, log, quick));
        }
        return of(settings.nodes(), nodes);
    }

    /** Nodes that somebody started, at these ports; all of them take requests on return. */
    public static BrokerCluster of(List<ClusterSettings.Ports> ports, List<? extends ClusterNode> nodes) {
        BrokerCluster cluster = new BrokerCluster(ports, List.copyOf(nodes));
        try {
            cluster.awaitInSync(STARTS_WITHIN);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** As {@code bootstrap.servers} wants it: the advertised addresses. */
    public String bootstrapServers() {
        return servers(ports.stream().map(ClusterSettings.Ports::advertised).toList());
    }

    /** The brokers' own listener, past whatever stands before the clients' one: for those who only look. */
    public String innerServers() {
        return servers(ports.stream().map(ClusterSettings.Ports::brokers).toList());
    }

    /** SIGKILL; the broker is gone on return. */
    public void kill(int index) {
        nodes.get(index).kill();
    }

    /** SIGTERM: the broker hands its leaderships over, and is gone on return. */
    public void stop(int index) {
        nodes.get(index).stop(STOPS_WITHIN);
    }

    /**
     * Starts a broker again on its own data and ports, without waiting for it, since it may need others to be up:
     * {@link #awaitInSync}. Nothing happens where it runs.
     */
    public void restart(int index) {
        nodes.get(index).restart();
    }

    public boolean isAlive(int index) {
        return nodes.get(index).isAlive();
    }

    /**
     * Waits until all brokers are up and every partition is on all of its replicas again; then gives each partition's
     * leadership back to the broker that had it first, so that the next one killed leads as many as the last.
     *
     * @throws IllegalStateException where a broker is down, or time is up
     */
    public void awaitInSync(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!view.isAsAtFirst()) {
            for (ClusterNode node : nodes) {
                if (node.endsWithin(LOOK_EVERY)) {
                    throw new IllegalStateException("a broker is down; its log: " + node.log());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the brokers are not in sync after " + limit.toSeconds() + " s; their logs: "
                                + nodes.stream().map(ClusterNode::log).toList());
            }
        }
    }

    /** The broker that decides this producer's transactions; a producer has started one under this id before. */
    public int transactionCoordinator(String transactionalId) {
        return view.transactionCoordinator(transactionalId) - 1;
    }

    /** The client ids of those of this group's members that own partitions now: none before the first has joined. */
    public Set<String> owners(String groupId) {
        return view.owners(groupId);
    }

    /** Ends what still runs: the data is of no use without the cluster. */
    @Override
    public void close() {
        nodes.forEach(ClusterNode::close);
    }

    /** Free ports for a cluster of so many; {@code advertised} as in {@link Options}. */
    public static List<ClusterSettings.Ports> ports(int brokers, IntUnaryOperator advertised) {
        List<Integer> free = LoopbackPort.free(3 * brokers);
        return IntStream.range(0, brokers)
                .mapToObj(index -> {
                    int clients = free.get(3 * index);
                    return new ClusterSettings.Ports(
                            clients, advertised.applyAsInt(clients), free.get(3 * index + 1), free.get(3 * index + 2));
                })
                .toList();
    }

    private static String servers(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }
}
