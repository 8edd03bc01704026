package ai.viralclip.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * The image's health check, a JVM of its own every few seconds: asks the worker beside it for its readiness, or for the
 * group that is named, and ends with 0 or 1. By a plain socket, because starting an HTTP client costs more than the
 * answer.
 */
final class HealthCheck {

    private static final String PORT = "MANAGEMENT_SERVER_PORT";
    private static final int ANSWERS_WITHIN_MILLIS = 4_000;

    private HealthCheck() {}

    static void main(String[] args) {
        int port = Integer.parseInt(System.getenv().getOrDefault(PORT, "8081"));
        System.exit(isUp(port, args.length > 0 ? args[0] : "readiness") ? 0 : 1);
    }

    /** Says what the worker said, for {@code docker inspect}. */
    static boolean isUp(int port, String group) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWERS_WITHIN_MILLIS);
            socket.setSoTimeout(ANSWERS_WITHIN_MILLIS);
            String request = "GET /actuator/health/" + group + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            System.out.println(answer.substring(answer.indexOf("\r\n\r\n") + 1).strip());
            return answer.matches("(?s)HTTP/1\\.[01] 200 .*");
        } catch (IOException nobody) {
            System.out.println("no answer at port " + port + ": " + nobody.getMessage());
            return false;
        }
    }
}
