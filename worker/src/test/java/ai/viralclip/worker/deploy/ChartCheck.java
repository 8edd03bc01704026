package ai.viralclip.worker.deploy;

import ai.viralclip.worker.node.NodeCheck;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code deploy/check}, which takes Helm out of an npm package and looks at what it makes of the chart. */
final class ChartCheck {

    private static final NodeCheck CHECK = new NodeCheck(Path.of("deploy", "check"));

    private ChartCheck() {}

    /** Why it cannot run on this machine; empty where it can. */
    static Optional<String> missing() throws IOException, InterruptedException {
        return hasHelm()
                ? CHECK.missing()
                : Optional.of(
                        "the npm package with Helm is for Linux on x86-64 (elsewhere: name another Helm 4 in HELM)");
    }

    /** What it says of the chart, whether good or bad. */
    static JsonNode report() throws IOException, InterruptedException {
        return CHECK.report();
    }

    private static boolean hasHelm() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return System.getenv("HELM") != null
                || (linux && List.of("amd64", "x86_64").contains(System.getProperty("os.arch", "")));
    }
}
