package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.local.LocalStore;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Stands before a real store, on http, and misbehaves on request. Signs anew what it passes on, so that it may change
 * what was signed.
 */
final class Relay implements AutoCloseable {

    sealed interface Verdict {
        record Pass() implements Verdict {}

        /** As a store does that knows no conditional writes. */
        record DropConditions() implements Verdict {}

        /** As a bucket does that is open to everybody. */
        record SignForStrangers() implements Verdict {}

        /** Passes the request on and cuts the connection instead of replying. */
        record LoseReply() implements Verdict {}

        record Answer(int status, String code, String message) implements Verdict {}

        /** A 200 with this body. */
        record Say(String xml) implements Verdict {}

        /** Passes the request on, and adds these to the answer's headers. */
        record Tell(Map<String, String> headers) implements Verdict {}

        /** Passes the request on, and cuts the connection after so many bytes of the answer's body. */
        record BreakOff(int afterBytes) implements Verdict {}
    }

    record Call(String method, URI uri, boolean signed) {}

    /** Of the connection, or made anew. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "host", "connection", "content-length", "authorization", "x-amz-date", "x-amz-content-sha256", "expect");

    private final LocalStore store;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Verdict> rule = call -> new Verdict.Pass();

    Relay(LocalStore store) throws IOException {
        this.store = store;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::relay);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void rule(Function<Call, Verdict> newRule) {
        rule = newRule;
    }

    List<Call> calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.close();
    }

    private void relay(HttpExchange exchange) throws IOException {
        var signed = exchange.getRequestHeaders().containsKey("Authorization");
        var call = new Call(exchange.getRequestMethod(), exchange.getRequestURI(), signed);
        calls.add(call);
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            switch (rule.apply(call)) {
                case Verdict.Pass() -> reply(exchange, passOn(exchange, body, signed, false));
                case Verdict.DropConditions() -> reply(exchange, passOn(exchange, body, signed, true));
                case Verdict.SignForStrangers() -> reply(exchange, passOn(exchange, body, true, false));
                case Verdict.LoseReply() -> passOn(exchange, body, signed, false);
                case Verdict.Tell(var headers) -> {
                    headers.forEach(exchange.getResponseHeaders()::set);
                    reply(exchange, passOn(exchange, body, signed, false));
                }
                case Verdict.BreakOff(var afterBytes) ->
                    breakOff(exchange, passOn(exchange, body, signed, false), afterBytes);
                case Verdict.Answer(var status, var code, var message) -> {
                    var xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
                    exchange.sendResponseHeaders(status, 0);
                    exchange.getResponseBody().write(xml.getBytes(UTF_8));
                }
                case Verdict.Say(var xml) -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(xml.getBytes(UTF_8));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body, boolean sign, boolean dropConditions)
            throws IOException, InterruptedException {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(exchange.getRequestMethod()))
                .uri(store.endpoint().resolve(exchange.getRequestURI()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_PASSED_ON.contains(lower) && !(dropConditions && lower.startsWith("if-"))) {
                request.putHeader(lower, values);
            }
        });
        var plain = request.build();
        var ready = sign ? signed(plain, body) : plain;
        var out = HttpRequest.newBuilder(ready.getUri())
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        ready.headers().forEach((name, values) -> {
            if (Stream.of("host", "content-length").noneMatch(name::equalsIgnoreCase)) {
                values.forEach(value -> out.header(name, value));
            }
        });
        return http.send(out.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private SdkHttpRequest signed(SdkHttpRequest request, byte[] body) {
        return AwsV4HttpSigner.create()
                .sign(s -> s.identity(AwsBasicCredentials.create(store.accessKeyId(), store.secretAccessKey()))
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "auto")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false))
                .request();
    }

    private static void breakOff(HttpExchange exchange, HttpResponse<byte[]> response, int afterBytes)
            throws IOException {
        copyHeaders(exchange, response);
        exchange.sendResponseHeaders(response.statusCode(), response.body().length);
        exchange.getResponseBody().write(response.body(), 0, Math.min(afterBytes, response.body().length));
        exchange.getResponseBody().flush();
    }

    private static void copyHeaders(HttpExchange exchange, HttpResponse<byte[]> response) {
        response.headers().map().forEach((name, values) -> {
            if (Stream.of("content-length", "transfer-encoding", "connection").noneMatch(name::equalsIgnoreCase)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
    }

    private static void reply(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        copyHeaders(exchange, response);
        var body = response.body();
        if (exchange.getRequestMethod().equals("HEAD")) {
            response.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
