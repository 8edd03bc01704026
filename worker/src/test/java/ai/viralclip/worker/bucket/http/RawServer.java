package ai.viralclip.worker.bucket.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on this machine, and gives each connection a thread; closed, it cuts them all. */
public final class RawServer implements AutoCloseable {

    public interface Service {
        void serve(Socket client) throws IOException;
    }

    private final ServerSocket server;
    private final Service service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RawServer(ServerSocket server, Service service) {
        this.server = server;
        this.service = service;
    }

    public static RawServer start(ServerSocket server, Service service) {
        RawServer started = new RawServer(server, service);
        Thread.ofVirtual().start(started::accept);
        return started;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The head of the next request, its empty line included; empty where the client went away. */
    public static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return "";
            }
            head.append((char) read);
        }
        return head.toString();
    }

    /** One that it made itself is cut with the others. */
    public Socket with(Socket made) {
        open.add(made);
        return made;
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
                Socket client = with(server.accept());
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // The end, or a client that went away.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            service.serve(client);
        } catch (IOException e) {
            // One of the two went away.
        } finally {
            open.remove(client);
        }
    }
}
