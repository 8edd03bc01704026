package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that makes tunnels: all of them to one port of this machine, whatever name it is asked for. */
final class ConnectProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int port;
    private final String greeting;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    ConnectProxy(int port) throws IOException {
        this(port, "HTTP/1.1 200 Connection established\r\n\r\n");
    }

    /** @param greeting what it says before it is a tunnel */
    ConnectProxy(int port, String greeting) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = port;
        this.greeting = greeting;
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** What it was asked, one for each tunnel. */
    List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // The end, or a client that went away.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket store = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.add(store);
            heads.add(head(client.getInputStream()));
            client.getOutputStream().write(greeting.getBytes(ISO_8859_1));
            Thread.ofVirtual().start(() -> pass(store, client));
            client.getInputStream().transferTo(store.getOutputStream());
        } catch (IOException e) {
            // One of the two went away.
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

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("the client went away");
            }
            head.append((char) read);
        }
        return head.toString();
    }
}
