package ai.viralclip.worker.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One node of a {@link BrokerCluster}: Apache Kafka's own main class, in a process of its own. */
final class ClusterNode {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    /** Three of them share a machine with what they serve: they start with little work and stay small. */
    private static final List<String> CHEAP =
            List.of("-Xmx320m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final List<String> arguments;
    private final Path log;
    private ChildProcess process;

    private ClusterNode(List<String> arguments, Path log) {
        this.arguments = arguments;
        this.log = log;
        this.process = ChildProcess.java(arguments, Map.of(), log);
    }

    /**
     * Starts the node, without waiting for it.
     *
     * @param directory its settings are written here, its data lies below
     */
    static ClusterNode start(Path directory, String clusterId, ClusterSettings cluster, int nodeId, Path log) {
        Path data = directory.resolve("data");
        DataDirectory.format(data, clusterId, nodeId);
        Path settings = directory.resolve("server.properties");
        write(cluster.of(nodeId, data), settings);
        List<String> arguments = new ArrayList<>(CHEAP);
        arguments.add("-Dlogback.configurationFile=broker-logback.xml");
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), "kafka.Kafka", settings.toString()));
        return new ClusterNode(arguments, log);
    }

    /** Starts it again on its own data and ports, without waiting for it. Nothing happens where it runs. */
    void restart() {
        if (!process.isAlive()) {
            process = ChildProcess.java(arguments, Map.of(), log);
        }
    }

    void kill() {
        process.killHard();
    }

    void stop() {
        if (!process.terminate(STOPS_WITHIN)) {
            process.killHard();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ended, now or within so long. */
    boolean endsWithin(Duration time) {
        return process.awaitExit(time);
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    private static void write(Properties settings, Path file) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
