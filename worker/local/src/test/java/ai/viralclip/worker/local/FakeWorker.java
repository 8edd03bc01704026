package ai.viralclip.worker.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers every path with itself, on the worker's management port. */
final class FakeWorker {

    private FakeWorker() {}

    static void main(String[] args) throws IOException {
        System.out.println("bucket " + System.getenv("R2_BUCKET_NAME"));
        if (System.getenv("FAIL") != null) {
            return;
        }
        int port = Integer.parseInt(System.getenv("MANAGEMENT_SERVER_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            byte[] path = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, path.length);
            exchange.getResponseBody().write(path);
            exchange.close();
        });
        server.start();
    }
}
