package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.local.LocalCertificate;
import ai.viralclip.worker.local.LocalStore;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Stands before a real store, over TLS, passes requests on byte for byte (so their signatures hold), and misbehaves on
 * request. Readers that come with a presigned URL are served as they are.
 */
public final class FaultyStore implements AutoCloseable {

    private static final int BUFFER = 32 * 1024;

    private final LocalStore behind;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Trap> traps = new CopyOnWriteArrayList<>();
    private final StoreTraffic traffic = new StoreTraffic();
    private final AtomicInteger injected = new AtomicInteger();
    private volatile Function<StoreCall, StoreFault> rule = call -> new StoreFault.None();
    private volatile CompletableFuture<Void> ruleChanged = new CompletableFuture<>();

    private FaultyStore(LocalStore behind, ServerSocket server) {
        this.behind = behind;
        this.server = server;
    }

    /**
     * Stands before a store from now on.
     *
     * @param behind speaks http; this speaks https, with the certificate
     */
    public static FaultyStore before(LocalStore behind, LocalCertificate certificate) throws IOException {
        ServerSocket server = certificate
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 200, InetAddress.getLoopbackAddress());
        FaultyStore store = new FaultyStore(behind, server);
        Thread.ofVirtual().name("faulty-store").start(store::accept);
        return store;
    }

    public URI endpoint() {
        return URI.create("https://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on; whoever was held by the rule before is let go. */
    public void rule(Function<StoreCall, StoreFault> newRule) {
        rule = newRule;
        CompletableFuture<Void> before = ruleChanged;
        ruleChanged = new CompletableFuture<>();
        before.complete(null);
    }

    public void behave() {
        rule(call -> new StoreFault.None());
    }

    public Trap set(Trap trap) {
        traps.add(trap);
        return trap;
    }

    /** How many requests did not go as their sender wished. */
    public int injected() {
        return injected.get();
    }

    public StoreTraffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        closeQuietly(server);
        behave();
        open.forEach(FaultyStore::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().name("faulty-store").start(() -> serve(client));
            } catch (IOException e) {
                // A client that went away within the handshake, or the end.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket store = new Socket(
                        InetAddress.getLoopbackAddress(), behind.endpoint().getPort())) {
            Line line = new Line(
                    new BufferedInputStream(client.getInputStream(), BUFFER),
                    new BufferedOutputStream(client.getOutputStream(), BUFFER),
                    new BufferedInputStream(store.getInputStream(), BUFFER),
                    new BufferedOutputStream(store.getOutputStream(), BUFFER));
            boolean goesOn = true;
            while (goesOn) {
                Optional<HttpHead> head = HttpHead.read(line.fromClient());
                goesOn = head.isPresent() && handle(new StoreCall(head.get()), line);
            }
        } catch (IOException e) {
            // One side went away, the worker for one that was killed: both connections end, as they do here.
        } finally {
            open.remove(client);
        }
    }

    /** The four ends of a connection that is passed on. */
    private record Line(InputStream fromClient, OutputStream toClient, InputStream fromStore, OutputStream toStore) {}

    /** Returns whether the connection goes on. */
    private boolean handle(StoreCall call, Line line) throws IOException {
        StoreFault fault = call.isPresigned() ? new StoreFault.None() : rule.apply(call);
        if (!(fault instanceof StoreFault.None)) {
            injected.incrementAndGet();
        }
        return switch (fault) {
            case StoreFault.None() -> pass(call, line, Optional.empty());
            case StoreFault.Drip drip -> pass(call, line, Optional.of(drip));
            case StoreFault.Delay(var by) -> {
                LockSupport.parkNanos(by.toNanos());
                yield pass(call, line, Optional.empty());
            }
            case StoreFault.Refuse refuse -> {
                HttpBody.copy(line.fromClient(), OutputStream.nullOutputStream(), call.bodyBytes());
                refuse(refuse, call, line.toClient());
                yield true;
            }
            case StoreFault.CutBody() -> {
                send(call, line, call.bodyBytes() / 2);
                yield false;
            }
            case StoreFault.LoseReply() -> {
                send(call, line, call.bodyBytes());
                HttpBody.copyReply(call, line.fromStore(), OutputStream.nullOutputStream(), Optional.empty());
                yield false;
            }
            case StoreFault.BlackHole() -> {
                ruleChanged.join();
                yield false;
            }
        };
    }

    private boolean pass(StoreCall call, Line line, Optional<StoreFault.Drip> drip) throws IOException {
        if (isTrapped(call, Trap.When.BEFORE)) {
            return false;
        }
        long half = call.bodyBytes() / 2;
        send(call, line, half);
        if (isTrapped(call, Trap.When.MIDWAY)) {
            return false;
        }
        HttpBody.copy(line.fromClient(), line.toStore(), call.bodyBytes() - half);
        line.toStore().flush();
        traffic.add(call);
        if (traps.isEmpty()) {
            return HttpBody.copyReply(call, line.fromStore(), line.toClient(), drip);
        }
        // A trap after it springs when the store has answered, and before the worker learns of it.
        line.fromStore().mark(BUFFER);
        if (HttpHead.read(line.fromStore()).isEmpty() || isTrapped(call, Trap.When.AFTER)) {
            return false;
        }
        line.fromStore().reset();
        return HttpBody.copyReply(call, line.fromStore(), line.toClient(), drip);
    }

    private boolean isTrapped(StoreCall call, Trap.When now) {
        boolean cut = false;
        for (Trap trap : traps) {
            cut |= trap.springs(call, now);
        }
        traps.removeIf(trap -> trap.sprung().get());
        return cut;
    }

    private static void send(StoreCall call, Line line, long bytes) throws IOException {
        line.toStore().write(call.head().bytes());
        HttpBody.copy(line.fromClient(), line.toStore(), bytes);
        line.toStore().flush();
    }

    /** A reply to a HEAD has no body, whatever it says: one that had would be taken for the next reply. */
    private static void refuse(StoreFault.Refuse refuse, StoreCall call, OutputStream to) throws IOException {
        String error = "<Error><Code>" + refuse.code() + "</Code><Message>" + refuse.message() + "</Message></Error>";
        String body = call.method().equals("HEAD") ? "" : error;
        String head = "HTTP/1.1 " + refuse.status() + " Refused\r\ncontent-type: application/xml\r\ncontent-length: "
                + body.length() + "\r\n\r\n";
        to.write((head + body).getBytes(UTF_8));
        to.flush();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed, or never was open.
        }
    }
}
