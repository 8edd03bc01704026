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

/** A node as a process of its own: Apache Kafka's own main class. */
final class ProcessNode implements ClusterNode {

    /** Three of them share a machine with what they serve: they start with little work and stay small. */
    private static final List<String> CHEAP =
            List.of("-Xmx320m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String OURS = File.separator + "target" + File.separator;
    private static final String LOGBACK = "broker-logback.xml";

    private final List<String> arguments;
    private final Path log;
    private ChildProcess process;

    private ProcessNode(List<String> arguments, Path log) {
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
    static ProcessNode start(
            Path directory, String clusterId, ClusterSettings cluster, int nodeId, Path log, List<String> jvm) {
        Path data = directory.resolve("data");
        DataDirectory.format(data, clusterId, nodeId);
        Path settings = directory.resolve("server.properties");
        write(cluster.of(nodeId, data), settings);
        List<String> arguments = new ArrayList<>(CHEAP);
        arguments.addAll(jvm);
        arguments.add("-Dlogback.configurationFile=" + logback(directory));
        arguments.addAll(List.of("-cp", jars(), "kafka.Kafka", settings.toString()));
        return new ProcessNode(arguments, log);
    }

    @Override
    public void restart() {
        if (!process.isAlive()) {
            process = ChildProcess.java(arguments, Map.of(), log);
        }
    }

    @Override
    public void kill() {
        process.killHard();
    }

    @Override
    public void stop(Duration within) {
        if (!process.terminate(within)) {
            process.killHard();
        }
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean endsWithin(Duration time) {
        return process.awaitExit(time);
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void close() {
        kill();
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
                Objects.requireNonNull(ProcessNode.class.getClassLoader().getResourceAsStream(LOGBACK))) {
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
