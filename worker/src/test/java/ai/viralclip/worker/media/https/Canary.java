package ai.viralclip.worker.media.https;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens on one port of several loopback addresses, and counts who comes: nobody should. */
final class Canary implements AutoCloseable {

    private static final List<String> ADDRESSES =
            List.of("127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254", "::1");

    private final List<ServerSocket> listeners = new ArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();
    private final int port;

    private Canary() throws IOException {
        ServerSocket first = new ServerSocket(0, 50, InetAddress.ofLiteral(ADDRESSES.getFirst()));
        port = first.getLocalPort();
        listen(first);
        for (String address : ADDRESSES.subList(1, ADDRESSES.size())) {
            try {
                ServerSocket next = new ServerSocket();
                next.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
                listen(next);
            } catch (IOException e) {
                // Not every machine has IPv6, and another program may have the port there.
            }
        }
    }

    static Canary listen() throws IOException {
        return new Canary();
    }

    private void listen(ServerSocket listener) {
        listeners.add(listener);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket visitor = listener.accept();
                    visits.incrementAndGet();
                    visitor.close();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    int port() {
        return port;
    }

    int visits() {
        return visits.get();
    }

    List<InetSocketAddress> addresses() {
        return listeners.stream()
                .map(listener -> new InetSocketAddress(listener.getInetAddress(), port))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
    }
}
