package ai.viralclip.worker.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of the nodes of a cluster, each of them broker and controller at once: a static quorum of all, so that
 * any one may be killed, and everything on as many replicas as a minority can be lost of.
 *
 * @param nodes at least three, for a quorum that survives one
 */
public record ClusterSettings(List<Ports> nodes) {

    /** Between brokers and to controllers, nothing passes through what may stand before the clients' listener. */
    private static final String BROKERS_LISTENER = "BROKERS";

    private static final int MAX_REPLICAS = 3;

    private static final Map<String, String> QUICK = Map.of(
            // Consumers in tests may want to be missed sooner than after the default's 6 s.
            "group.min.session.timeout.ms", "1000",
            "group.initial.rebalance.delay.ms", "0");

    /**
     * Where one node listens, on loopback.
     *
     * @param advertised the port that clients are sent to instead of {@code clients}
     */
    public record Ports(int clients, int advertised, int brokers, int controllers) {}

    /** What each of so many nodes is set up with, wherever it runs: all but its id, its addresses and its folder. */
    public static Map<String, String> anywhere(int nodes) {
        Map<String, String> settings = new HashMap<>(BrokerSettings.SMALL);
        settings.putAll(BrokerSettings.SOON_MISSED);
        settings.putAll(QUICK);
        settings.putAll(replication(nodes));
        settings.put("process.roles", "broker,controller");
        settings.put("auto.create.topics.enable", "false");
        settings.put("controller.listener.names", BrokerSettings.CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", BROKERS_LISTENER);
        return settings;
    }

    /** Node ids count from 1. */
    Properties of(int nodeId, Path directory) {
        Ports ports = nodes.get(nodeId - 1);
        Properties settings = new Properties();
        settings.putAll(anywhere(nodes.size()));
        settings.setProperty("node.id", Integer.toString(nodeId));
        settings.setProperty("log.dirs", directory.toString());
        settings.setProperty("controller.quorum.voters", voters());
        settings.setProperty(
                "listener.security.protocol.map", "CLIENTS:PLAINTEXT,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty(
                "listeners",
                "CLIENTS://127.0.0.1:%d,BROKERS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(ports.clients(), ports.brokers(), ports.controllers()));
        settings.setProperty(
                "advertised.listeners",
                "CLIENTS://127.0.0.1:%d,BROKERS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(ports.advertised(), ports.brokers(), ports.controllers()));
        return settings;
    }

    private static Map<String, String> replication(int nodes) {
        int replicas = Math.min(nodes, MAX_REPLICAS);
        String all = Integer.toString(replicas);
        String most = Integer.toString(replicas / 2 + 1);
        return Map.of(
                "default.replication.factor", all,
                "min.insync.replicas", most,
                "offsets.topic.replication.factor", all,
                "transaction.state.log.replication.factor", all,
                "transaction.state.log.min.isr", most,
                "share.coordinator.state.topic.replication.factor", all,
                "share.coordinator.state.topic.min.isr", most,
                "unclean.leader.election.enable", "false",
                // BrokerCluster.awaitInSync gives leaderships back, at a moment that is known.
                "auto.leader.rebalance.enable", "false");
    }

    private String voters() {
        return IntStream.rangeClosed(1, nodes.size())
                .mapToObj(id -> id + "@127.0.0.1:" + nodes.get(id - 1).controllers())
                .collect(Collectors.joining(","));
    }
}
