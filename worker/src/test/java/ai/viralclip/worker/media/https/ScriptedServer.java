package ai.viralclip.worker.media.https;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server over TLS on a loopback address that says whatever it is told to say, byte by byte if need be. */
final class ScriptedServer implements AutoCloseable {

    /** What is said to a request. Where it returns the connection goes on, where it throws it is cut. */
    interface Script {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /**
     * A request.
     *
     * @param headers by their names in lower case
     */
    record Request(String method, String target, Map<String, String> headers) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** The first byte that is asked for; 0 where all are. */
        long first() {
            String range = header("range");
            return range.isEmpty() ? 0 : Long.parseLong(range.substring("bytes=".length(), range.indexOf('-')));
        }

        /** The last byte that is asked for, of so many. */
        long last(long size) {
            String range = header("range");
            String last = range.substring(range.indexOf('-') + 1);
            return last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
        }
    }

    /** Ends a connection where a script wants it to end. */
    static final class Cut extends IOException {}

    private final SSLServerSocket listener;
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedServer(SSLServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** @param address such as 127.0.0.2 */
    static ScriptedServer start(SSLContext tls, String address, Script script) throws IOException {
        SSLServerSocket listener =
                (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        ScriptedServer server = new ScriptedServer(listener, script);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.get();
    }

    /** Connections that are there now. */
    int open() {
        return open.size();
    }

    /** Cuts all that are there. */
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Request request = request(head);
                requests.add(request);
                script.answer(request, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException cut) {
            // As the script, or the client, wants it.
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            head.write(one);
            if (head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    private static Request request(String head) {
        List<String> lines = new ArrayList<>(head.lines().toList());
        String[] first = lines.removeFirst().split(" ", -1);
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Request(first[0], first[1], headers);
    }

    /** Says so, with these bytes after it. */
    static void say(OutputStream out, String head, byte[] body) throws IOException {
        out.write((head.strip().replaceAll("\\s*\\n\\s*", "\r\n") + "\r\n\r\n").getBytes(ISO_8859_1));
        out.write(body);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        hangUp();
    }
}
