package ai.viralclip.worker.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own checks, where they are installed. */
final class Promtool {

    private static final String PACKAGE = "promtool is not installed (Debian package: prometheus)";

    private Promtool() {}

    /** What it prints, and the status that it ends with. */
    record Verdict(int status, String output) {}

    static Verdict checkMetrics(String page) throws IOException, InterruptedException {
        Process process = start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(page.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Verdict(process.waitFor(), output);
    }

    private static Process start() throws IOException {
        try {
            return new ProcessBuilder(List.of("promtool", "check", "metrics"))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            Counted.skipped("metrics", PACKAGE);
            Assumptions.abort(PACKAGE);
            throw missing;
        }
    }
}
