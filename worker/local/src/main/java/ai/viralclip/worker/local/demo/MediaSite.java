package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.LocalCertificate;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipeline's web server, over TLS on this machine. Gives the files that are offered and no others, in parts, each of
 * a version that its ETag names.
 */
public final class MediaSite implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?");

    private final HttpsServer server;
    private final Path certificate;
    private final Map<String, Path> files = new ConcurrentHashMap<>();

    private MediaSite(HttpsServer server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /**
     * Starts one that offers nothing yet.
     *
     * @param folder for its certificate
     */
    public static MediaSite start(Path folder) throws IOException {
        LocalCertificate made = LocalCertificate.in(folder);
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), made.pem());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(made.serverContext()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        MediaSite site = new MediaSite(server, certificate);
        server.createContext("/", site::answer);
        server.start();
        return site;
    }

    /** What the worker has to be told to read from it, and from nowhere else. */
    public Map<String, String> settings() {
        return Map.of(
                "CLIP_MEDIA_HTTPS_HOSTS",
                host(),
                "CLIP_MEDIA_HTTPS_ALLOWED_ADDRESSES",
                "127.0.0.0/8,::1/128",
                "CLIP_MEDIA_HTTPS_SSL_BUNDLE",
                "media",
                "SPRING_SSL_BUNDLE_PEM_MEDIA_TRUSTSTORE_CERTIFICATE",
                certificate.toUri().toString());
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    /** The same file, at this site. */
    public RenderedMedia offer(RenderedMedia media) {
        Path file = Path.of(media.uri());
        String path = "/" + files.size() + media.uri().getRawPath().replaceFirst(".*/", "/");
        files.put(path, file);
        return new RenderedMedia(URI.create("https://" + host() + path), media.sizeBytes(), media.sha256());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = files.get(exchange.getRequestURI().getRawPath());
            if (file == null || !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                give(exchange, file);
            }
        }
    }

    private static void give(HttpExchange exchange, Path file) throws IOException {
        long size = Files.size(file);
        String etag = "\"" + size + "-" + Files.getLastModifiedTime(file).toMillis() + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        Matcher range = RANGE.matcher(header(exchange, "Range"));
        boolean isCurrent = header(exchange, "If-Range").isEmpty()
                || header(exchange, "If-Range").equals(etag);
        if (!isCurrent || !range.matches() || Long.parseLong(range.group(1)) >= size) {
            send(exchange, 200, file, 0, size);
            return;
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + size);
        send(exchange, 206, file, first, last - first + 1);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void send(HttpExchange exchange, int status, Path file, long from, long count) throws IOException {
        exchange.sendResponseHeaders(status, count == 0 ? -1 : count);
        byte[] piece = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = exchange.getResponseBody()) {
            in.skipNBytes(from);
            for (long left = count; left > 0; ) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
                out.write(piece, 0, read);
                left -= read;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
