package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Stands between Kafka clients and their brokers, and passes on what either side says. A rule stops one request, or the
 * reply to one, at the moment at which somebody is to be killed or a connection to be cut.
 *
 * <p>One tap is before all brokers of a cluster, so that a rule holds wherever its request goes to: {@code new
 * BrokerCluster.Options(directory, 3, logs, kept, tap::before)}.
 */
public final class KafkaTap implements AutoCloseable {

    /**
     * A request, as its head says.
     *
     * @param clientId empty where the client gives none
     * @param connection the same for all requests of one connection
     * @param frame all of it
     */
    public record Request(ApiKeys kind, String clientId, int connection, Frame frame) {

        int sizeBytes() {
            return frame.sizeBytes();
        }
    }

    /** A broker's reply; the request took effect before. */
    public record Reply(Request request, Frame frame) {

        public int sizeBytes() {
            return frame.sizeBytes();
        }
    }

    /** What goes over the wire at once. */
    public record Frame(ByteBuffer bytes) {

        int sizeBytes() {
            return bytes.remaining();
        }

        /** Whether these characters are in it, uncompressed: a transactional id, a value of a record. */
        public boolean says(String ascii) {
            return ISO_8859_1.decode(bytes.duplicate()).toString().contains(ascii);
        }
    }

    /** What becomes of what was stopped. */
    public enum Then {
        PASS_ON,

        /** Nobody gets it: the connection ends, on both sides. */
        CUT
    }

    private record Rule<T>(Predicate<T> when, Function<T, Then> action) {}

    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Rule<Request>> onRequest = new CopyOnWriteArrayList<>();
    private final List<Rule<Reply>> onReply = new CopyOnWriteArrayList<>();

    /** Listens for a broker's clients on a port of its own, and returns that; the broker need not run yet. */
    public int before(int brokerPort) {
        try {
            ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
            open.add(listener);
            Thread.ofVirtual().name("tap").start(() -> accept(listener, brokerPort));
            return listener.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stops the next such request before the broker gets it: the action, on the connection's thread, says what becomes
     * of it. Only once: what comes after it passes.
     */
    public void onRequest(Predicate<Request> when, Function<Request, Then> action) {
        onRequest.add(new Rule<>(when, action));
    }

    /** Stops the next such reply before the client gets it, as {@link #onRequest}. */
    public void onReply(Predicate<Reply> when, Function<Reply, Then> action) {
        onReply.add(new Rule<>(when, action));
    }

    /** Forgets the rules that have not been used. */
    void forgetRules() {
        onRequest.clear();
        onReply.clear();
    }

    Then stopped(Request request) {
        return apply(onRequest, request);
    }

    Then stopped(Reply reply) {
        return apply(onReply, reply);
    }

    void ended(TappedConnection connection) {
        open.remove(connection);
    }

    @Override
    public void close() {
        open.forEach(KafkaTap::closeQuietly);
    }

    static void closeQuietly(Closeable one) {
        try {
            one.close();
        } catch (IOException alreadyBroken) {
            // Closed is what it is to be.
        }
    }

    private void accept(ServerSocket listener, int brokerPort) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                TappedConnection connection = new TappedConnection(this, connections.incrementAndGet(), client);
                open.add(connection);
                connection.start(brokerPort);
            } catch (IOException closed) {
                // By close(): nothing else ends a listener on loopback.
                closeQuietly(listener);
            }
        }
    }

    private static <T> Then apply(List<Rule<T>> rules, T frame) {
        Optional<Rule<T>> first =
                rules.stream().filter(rule -> rule.when().test(frame)).findFirst();
        // Whoever removes it is the one for whom it holds.
        return first.filter(rules::remove)
                .map(rule -> rule.action().apply(frame))
                .orElse(Then.PASS_ON);
    }
}
