package ai.viralclip.worker.guarantees.harness;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.LocalCertificate;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipeline's web server over TLS, which gives files in parts under strong ETags, and has a bad day: answers 503, cuts
 * an answer in the middle, or dawdles.
 */
public final class MediaWeb implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?");
    private static final int PIECES = 8;
    private static final long DAWDLES_NANOS = 40_000_000;

    private final HttpsServer server;
    private final Path certificate;
    private final Random random;
    private final Map<String, Path> files = new ConcurrentHashMap<>();
    private final AtomicInteger troubles = new AtomicInteger();

    private MediaWeb(HttpsServer server, Path certificate, Random random) {
        this.server = server;
        this.certificate = certificate;
        this.random = random;
    }

    /**
     * Starts one that has no files yet.
     *
     * @param folder for its certificate
     * @param random decides which answers go wrong
     */
    public static MediaWeb start(Path folder, Random random) throws IOException {
        LocalCertificate made = LocalCertificate.in(folder);
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), made.pem());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(made.serverContext()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        MediaWeb web = new MediaWeb(server, certificate, random);
        server.createContext("/", web::answer);
        server.start();
        return web;
    }

    /** What a worker has to be told to read from it. */
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

    /** The same file, as it is announced here; where it is deleted the answer is 404. */
    public RenderedMedia offer(RenderedMedia media) {
        Path file = Path.of(media.uri());
        String path = "/" + file.getFileName();
        files.put(path, file);
        return new RenderedMedia(URI.create("https://" + host() + path), media.sizeBytes(), media.sha256());
    }

    /** Answers that were not what was asked for. */
    public int troubles() {
        return troubles.get();
    }

    private String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = files.get(exchange.getRequestURI().getRawPath());
            int luck = chance();
            if (file == null || !Files.exists(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (luck == 0) {
                troubles.incrementAndGet();
                exchange.sendResponseHeaders(503, -1);
            } else {
                give(exchange, file, luck);
            }
        }
    }

    private synchronized int chance() {
        return random.nextInt(8);
    }

    private void give(HttpExchange exchange, Path file, int luck) throws IOException {
        byte[] all = Files.readAllBytes(file);
        String etag = "\"" + all.length + "-" + Files.getLastModifiedTime(file).toMillis() + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        Matcher range = RANGE.matcher(header(exchange, "Range"));
        String pinned = header(exchange, "If-Range");
        int first = 0;
        int end = all.length;
        int status = 200;
        if (range.matches() && (pinned.isEmpty() || pinned.equals(etag))) {
            first = Math.min(all.length, Integer.parseInt(range.group(1)));
            end = range.group(2) == null ? end : Math.min(end, Integer.parseInt(range.group(2)) + 1);
            status = 206;
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, all.length));
        }
        exchange.sendResponseHeaders(status, end - first);
        send(exchange.getResponseBody(), all, first, end, luck);
    }

    private void send(OutputStream out, byte[] all, int first, int end, int luck) throws IOException {
        if (luck == 1) { // the server closes a connection whose answer lacks bytes
            troubles.incrementAndGet();
            out.write(all, first, (end - first) / 2);
            out.flush();
            return;
        }
        for (int piece = 0; piece < PIECES; piece++) {
            int from = first + (int) ((long) (end - first) * piece / PIECES);
            int to = first + (int) ((long) (end - first) * (piece + 1) / PIECES);
            out.write(all, from, to - from);
            if (luck == 2) {
                out.flush();
                LockSupport.parkNanos(DAWDLES_NANOS);
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Makes another file of this one, of the same form and size. */
    public static void replace(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(open.length() - 1);
            int last = open.read();
            open.seek(open.length() - 1);
            open.write(last ^ 1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
