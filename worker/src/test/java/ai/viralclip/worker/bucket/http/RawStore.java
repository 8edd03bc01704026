package ai.viralclip.worker.bucket.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** Says what it is told to, byte for byte, and is no store. */
public final class RawStore implements AutoCloseable {

    /** What it does with one request. */
    public sealed interface Reply {

        /** Reads the request to its end, says this and goes on. */
        record Say(String bytes) implements Reply {}

        /** Says this as soon as it has read the request's head, and closes the connection. */
        record SayEarly(String bytes) implements Reply {}
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

    private final RawServer server;
    private final String scheme;
    private final Function<String, Reply> rule;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /** @param rule from the head of a request */
    public RawStore(Function<String, Reply> rule) throws IOException {
        this(ServerSocketFactory.getDefault(), "http", rule);
    }

    public RawStore(ServerSocketFactory sockets, String scheme, Function<String, Reply> rule) throws IOException {
        this.scheme = scheme;
        this.rule = rule;
        this.server = RawServer.start(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), this::serve);
    }

    /** Answers everything with a status and a body, of a type. */
    public static String response(int status, String type, String body) {
        return "HTTP/1.1 " + status + " Said\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    public URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + server.port());
    }

    public List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        for (String head = RawServer.head(in); !head.isEmpty(); head = RawServer.head(in)) {
            heads.add(head);
            switch (rule.apply(head)) {
                case Reply.Say(String bytes) -> {
                    in.skipNBytes(length(head));
                    client.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                }
                case Reply.SayEarly(String bytes) -> {
                    client.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                    return;
                }
            }
        }
    }

    private static long length(String head) {
        var matcher = LENGTH.matcher(head);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
