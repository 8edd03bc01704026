package ai.viralclip.worker.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings of a single node that is broker and controller at once: one replica of everything, small files.
 *
 * @param port of the listener for clients
 * @param housePort where there is a guard: of a second listener that it does not stand before
 */
public record BrokerSettings(int port, int controllerPort, int housePort, Optional<BrokerGuard> guard) {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENTS_LISTENER = "CLIENTS";

    private static final Map<String, String> ONE_REPLICA = Map.of(
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "default.replication.factor", "1",
            "min.insync.replicas", "1");

    /** A demo or a test writes a few MB: what Kafka lays out for production would be hundreds. */
    static final Map<String, String> SMALL = Map.of(
            "log.segment.bytes", "16777216",
            "log.index.size.max.bytes", "65536",
            "offsets.topic.num.partitions", "4",
            "offsets.topic.segment.bytes", "1048576",
            "transaction.state.log.num.partitions", "4",
            "transaction.state.log.segment.bytes", "1048576",
            "log.cleaner.dedupe.buffer.size", "2097152",
            "num.network.threads", "2",
            "num.io.threads", "4",
            // Idle brokers write this to their metadata's log; the default is twice a second.
            "metadata.max.idle.interval.ms", "5000");

    /** A broker that was killed is found out soon: by the others, and by itself when it starts again. */
    static final Map<String, String> SOON_MISSED = Map.of(
            "broker.session.timeout.ms",
            "4000",
            "broker.heartbeat.interval.ms",
            "1000",
            // What a killed worker left open is aborted soon after its time-out; the default looks every 10 s.
            "transaction.abort.timed.out.transaction.cleanup.interval.ms",
            "1000");

    /** What the node is set up with, wherever it runs: all but its addresses and its folder. */
    public static Map<String, String> anywhere() {
        Map<String, String> settings = new HashMap<>(ONE_REPLICA);
        settings.putAll(SMALL);
        settings.putAll(SOON_MISSED);
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }

    Properties of(Path directory) {
        Properties settings = new Properties();
        settings.putAll(anywhere());
        settings.putAll(addresses());
        guard.ifPresent(one -> {
            settings.putAll(guardedAddresses());
            settings.putAll(one.settings(CLIENTS_LISTENER));
        });
        settings.setProperty("log.dirs", directory.toString());
        return settings;
    }

    private Map<String, String> addresses() {
        return Map.of(
                "node.id",
                Integer.toString(NODE_ID),
                "process.roles",
                "broker,controller",
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listener.security.protocol.map",
                CONTROLLER_LISTENER + ":PLAINTEXT,CLIENTS:PLAINTEXT",
                "listeners",
                "CLIENTS://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "CLIENTS://127.0.0.1:" + port,
                "inter.broker.listener.name",
                "CLIENTS");
    }

    private Map<String, String> guardedAddresses() {
        String clients = CLIENTS_LISTENER + "://127.0.0.1:" + port;
        String house = "HOUSE://127.0.0.1:" + housePort;
        return Map.of(
                "listener.security.protocol.map",
                CONTROLLER_LISTENER + ":PLAINTEXT,HOUSE:PLAINTEXT," + CLIENTS_LISTENER + ":SASL_SSL",
                "listeners",
                clients + "," + house + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                clients + "," + house,
                "inter.broker.listener.name",
                "HOUSE");
    }
}
