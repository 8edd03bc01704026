package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.viralclip.worker.bucket.http.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that makes tunnels: all of them to one port of this machine, whatever name it is asked for. */
final class ConnectProxy implements AutoCloseable {

    private final RawServer server;
    private final int port;
    private final String greeting;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    ConnectProxy(int port) throws IOException {
        this(port, "HTTP/1.1 200 Connection established\r\n\r\n");
    }

    /** @param greeting what it says before it is a tunnel */
    ConnectProxy(int port, String greeting) throws IOException {
        this.port = port;
        this.greeting = greeting;
        this.server = RawServer.start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), this::serve);
    }

    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** What it was asked, one for each tunnel. */
    List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket client) throws IOException {
        try (Socket store = server.with(new Socket(InetAddress.getLoopbackAddress(), port))) {
            String head = RawServer.head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            heads.add(head);
            client.getOutputStream().write(greeting.getBytes(ISO_8859_1));
            Thread.ofVirtual().start(() -> pass(store, client));
            client.getInputStream().transferTo(store.getOutputStream());
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two went away.
        }
    }
}
