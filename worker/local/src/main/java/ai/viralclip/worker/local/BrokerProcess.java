package ai.viralclip.worker.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A {@link LocalBroker} in a process of its own, for those who want to see it killed. */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Path directory;
    private final int port;
    private final Path log;
    private ChildProcess process;

    private BrokerProcess(Path directory, int port, Path log) {
        this.directory = directory;
        this.port = port;
        this.log = log;
        this.process = launch(directory, port, log);
    }

    /** Starts a broker; it takes connections on return. */
    public static BrokerProcess start(LocalBroker.Options options, Path log) {
        BrokerProcess broker = new BrokerProcess(options.directory(), LoopbackPort.orFree(options.port()), log);
        broker.awaitOpenPort();
        return broker;
    }

    /** As {@code bootstrap.servers} wants it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL; the broker is gone on return. */
    public void killHard() {
        process.killHard();
    }

    /** Starts again on the same data and port, after {@link #killHard()}. */
    public void restart() {
        if (!process.isAlive()) {
            process = launch(directory, port, log);
            awaitOpenPort();
        }
    }

    @Override
    public void close() {
        if (!process.terminate(STOPS_WITHIN)) {
            process.killHard();
        }
    }

    private static ChildProcess launch(Path directory, int port, Path log) {
        return ChildProcess.java(
                List.of(
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalBroker.class.getName(),
                        directory.toString(),
                        Integer.toString(port)),
                Map.of(),
                log);
    }

    private void awaitOpenPort() {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!isOpen()) {
            if (process.awaitExit(LOOK_EVERY) || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("the broker did not start; its log: " + log);
            }
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
