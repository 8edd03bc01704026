package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import ai.viralclip.worker.local.LocalStore;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to the wire over TLS: R2 refuses forms that other stores take, so no store can tell. */
final class WireFormIT {

    private record Seen(String method, String target, Map<String, String> headers, ByteBuffer body) {}

    private static final int SIZE = 12 * 1024 * 1024;

    @TempDir
    private Path directory;

    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private S3Clients clients;

    @BeforeEach
    void start() throws Exception {
        try (var certified = Stores.start(directory.resolve("store"), true)) {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(keyOf(certified)));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::record);
            server.start();
            var endpoint = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
            clients = Stores.open(Stores.at(endpoint, "eu-central-1"), Stores.trusting(certified));
        }
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    @Test
    void aFileGoesAsItIsWithOneChecksumInTheHeader() throws Exception {
        var file = file(2 * 1024 * 1024);
        put(file);
        var put = requests.getFirst();
        assertThat(put.target()).isEqualTo("/clips/users/u1/r1/clips/clip_split_1.mp4");
        assertPlain(put, file.sizeBytes());
        assertThat(checksums(put)).containsExactly("x-amz-checksum-sha256");
        assertThat(put.headers())
                .containsEntry("x-amz-checksum-sha256", Wire.base64(file.sha256()))
                .containsEntry("if-none-match", "*")
                .containsEntry("content-type", "video/mp4")
                .containsEntry("x-amz-meta-n", "1");
        assertThat(Wire.sha256(put.body())).isEqualTo(file.sha256());
        assertThat(put.headers().get("authorization")).contains("/eu-central-1/s3/aws4_request");
    }

    @Test
    void partsGoAsTheyAreWithOneChecksumInTheHeader() throws Exception {
        put(file(SIZE));
        var create = requests.getFirst();
        assertThat(create.headers()).containsEntry("x-amz-checksum-algorithm", "CRC32");
        assertThat(checksums(create)).containsExactly("x-amz-checksum-algorithm");
        var parts = requests.stream()
                .filter(r -> r.target().contains("partNumber="))
                .toList();
        assertThat(parts).hasSize(3).allSatisfy(part -> {
            assertPlain(part, part.body().remaining());
            assertThat(checksums(part)).containsExactly("x-amz-checksum-crc32");
        });
        assertThat(parts).extracting(p -> p.body().remaining()).contains(5 * 1024 * 1024, 2 * 1024 * 1024);
        var complete = requests.getLast();
        assertThat(complete.headers()).containsEntry("if-none-match", "*");
        assertThat(UTF_8.decode(complete.body().duplicate()).toString()).contains("<ChecksumCRC32>");
    }

    private static void assertPlain(Seen request, long sizeBytes) {
        assertThat(request.headers())
                .containsEntry("content-length", Long.toString(sizeBytes))
                .containsEntry("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                .doesNotContainKeys(
                        "transfer-encoding",
                        "content-encoding",
                        "expect",
                        "x-amz-trailer",
                        "content-md5",
                        "x-amz-decoded-content-length",
                        "x-amz-sdk-checksum-algorithm");
    }

    private static List<String> checksums(Seen request) {
        return request.headers().keySet().stream()
                .filter(name -> name.contains("checksum"))
                .toList();
    }

    private void put(Payload.Streamed file) throws StoreException {
        var attributes = new ObjectAttributes("video/mp4", "private", Map.of("n", "1"));
        var store = Stores.store(clients);
        store.put("users/u1/r1/clips/clip_split_1.mp4", file, attributes, new Precondition.IfAbsent());
    }

    private Payload.Streamed file(int size) throws IOException {
        var content = new byte[size];
        var path = Files.write(directory.resolve("clip.mp4"), content);
        return PlainFile.of(path, size, Wire.sha256(ByteBuffer.wrap(content)));
    }

    private void record(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
            var target = exchange.getRequestURI().toString();
            requests.add(new Seen(exchange.getRequestMethod(), target, flat(exchange.getRequestHeaders()), body));
            var answer = answer(target).getBytes(UTF_8);
            exchange.getResponseHeaders().set("ETag", "\"e\"");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private static String answer(String target) {
        if (target.endsWith("?uploads")) {
            return "<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>";
        }
        return target.contains("partNumber=") || !target.contains("uploadId=")
                ? ""
                : "<CompleteMultipartUploadResult><ETag>\"e-3\"</ETag></CompleteMultipartUploadResult>";
    }

    private static Map<String, String> flat(Headers headers) {
        var flat = new TreeMap<String, String>();
        headers.forEach((name, values) -> flat.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return flat;
    }

    private static SSLContext keyOf(LocalStore certified) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        var password = certified.trustStorePassword().toCharArray();
        var path = certified.trustStore().orElseThrow().resolveSibling("key-store.p12");
        try (var in = Files.newInputStream(path)) {
            keys.load(in, password);
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
