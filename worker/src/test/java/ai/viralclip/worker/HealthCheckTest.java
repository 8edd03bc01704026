package ai.viralclip.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private HttpServer worker;

    @BeforeEach
    void start() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("readiness", 503, "{\"status\":\"DOWN\"}");
        answer("liveness", 200, "{\"status\":\"UP\"}");
        worker.start();
    }

    @AfterEach
    void stop() {
        worker.stop(0);
    }

    private void answer(String group, int status, String text) {
        worker.createContext("/actuator/health/" + group, exchange -> {
            byte[] body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Test
    void aWorkerThatSaysSoIsUp() {
        assertThat(HealthCheck.isUp(port(), "liveness")).isTrue();
    }

    @Test
    void aWorkerThatIsDownIsNot() {
        assertThat(HealthCheck.isUp(port(), "readiness")).isFalse();
    }

    @Test
    void norIsOneThatDoesNotKnowTheGroup() {
        assertThat(HealthCheck.isUp(port(), "no-such-group")).isFalse();
    }

    @Test
    void norIsOneThatIsNotThere() {
        int port = port();
        worker.stop(0);
        assertThat(HealthCheck.isUp(port, "liveness")).isFalse();
    }

    private int port() {
        return worker.getAddress().getPort();
    }
}
