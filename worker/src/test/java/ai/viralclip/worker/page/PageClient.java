package ai.viralclip.worker.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Asks a worker's page over HTTP, as a program does that has one of its tokens. */
final class PageClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    PageClient(WorkerProcess worker, String token) {
        this.port = worker.managementPort();
        this.token = token;
    }

    /** What came back. */
    record Answer(int status, Map<String, String> headers, String body) {

        JsonNode json() {
            return PageAnswer.Json.MAPPER.readTree(body);
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** An operation. */
    Answer post(String name, Map<String, ?> fields) throws IOException, InterruptedException {
        return send(request("/page/api/" + name)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(PageAnswer.Json.of(fields))));
    }

    /** The stream of events, line by line, as it comes. */
    Stream<String> live() throws IOException, InterruptedException {
        return http.send(request("/page/api/live").build(), HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    /** The first line of the answer to a request with another name in {@code Host} than an HTTP client would send. */
    String statusLine(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            String request = "GET /page/ HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(in.readAllBytes(), ISO_8859_1).lines().findFirst().orElse("");
        }
    }

    URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Answer(answer.statusCode(), headers, answer.body());
    }
}
