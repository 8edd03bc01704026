package ai.viralclip.worker.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** One node of a {@link BrokerCluster}: Apache Kafka's own main class, in a process of its own. */
final class ClusterNode {

    /** Three of them share a machine with what they serve: they start with little work and stay small. */
    private static final List<String> CHEAP =
            List.of("-Xmx320m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String OURS = File.separator + "target" + File.separator;
    private static final String LOGBACK = "broker-logback.xml";

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
     * @param jvm further arguments of its JVM
     */
    static ClusterNode start(
            Path directory, String clusterId, ClusterSettings cluster, int nodeId, Path log, List<String> jvm) {
        Path data = directory.resolve("data");
        DataDirectory.format(data, clusterId, nodeId);
        Path settings = directory.resolve("server.properties");
        write(cluster.of(nodeId, data), settings);
        List<String> arguments = new ArrayList<>(CHEAP);
        arguments.addAll(jvm);
        arguments.add("-Dlogback.configurationFile=" + logback(directory));
        arguments.addAll(List.of("-cp", jars(), "kafka.Kafka", settings.toString()));
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

    void stop(Duration within) {
        if (!process.terminate(within)) {
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

    /** Kafka's and what it needs. A cache of classes is of jars only, and ours are built anew all the time. */
    static String jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains(OURS))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path logback(Path directory) {
        Path file = directory.resolve(LOGBACK);
        try (InputStream settings =
                Objects.requireNonNull(ClusterNode.class.getClassLoader().getResourceAsStream(LOGBACK))) {
            Files.copy(settings, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void write(Properties settings, Path file) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
