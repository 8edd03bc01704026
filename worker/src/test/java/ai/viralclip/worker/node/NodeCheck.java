package ai.viralclip.worker.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.local.OnPath;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder's {@code check.mjs}, which says on one JSON document what it looked at and what is wrong.
 *
 * @param folder absolute; has {@code package.json} and {@code package-lock.json} too
 */
public record NodeCheck(Path folder) {

    /** These are the lock file's faults, or a tampered package. Anything else is a registry that cannot be reached. */
    private static final Pattern OUR_FAULT = Pattern.compile("\\b(EUSAGE|EINTEGRITY)\\b");

    public NodeCheck {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Why it cannot run on this machine; empty where it can, and its packages are there then. */
    public Optional<String> missing() throws IOException, InterruptedException {
        if (OnPath.find("node").isEmpty()) {
            return Optional.of("node is not installed (Debian package: nodejs)");
        }
        if (OnPath.find("npm").isEmpty()) {
            return Optional.of("npm is not installed (Debian package: npm)");
        }
        return isFetched() ? Optional.empty() : fetch();
    }

    /** What it says, whether good or bad. */
    public JsonNode report() throws IOException, InterruptedException {
        return report(Map.of());
    }

    /**
     * What it says, whether good or bad.
     *
     * @param settings what it is told, by its environment
     */
    public JsonNode report(Map<String, String> settings) throws IOException, InterruptedException {
        Ended ended = run(settings, "node", "check.mjs");
        if (ended.output().isBlank()) {
            throw new IllegalStateException("node check.mjs in " + folder + ": " + ended.errors());
        }
        return new ObjectMapper().readTree(ended.output());
    }

    private boolean isFetched() throws IOException {
        // Written by npm once all is there.
        Path fetched = folder.resolve("node_modules").resolve(".package-lock.json");
        Path lock = folder.resolve("package-lock.json");
        return Files.exists(fetched)
                && Files.getLastModifiedTime(fetched).compareTo(Files.getLastModifiedTime(lock)) >= 0;
    }

    private Optional<String> fetch() throws IOException, InterruptedException {
        Ended ended = run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (ended.status() == 0) {
            return Optional.empty();
        }
        if (OUR_FAULT.matcher(ended.errors()).find()) {
            throw new IllegalStateException(ended.errors());
        }
        return Optional.of("npm ci in " + folder + " failed: " + firstError(ended.errors()));
    }

    private static String firstError(String text) {
        try (Stream<String> lines = text.lines()) {
            return lines.filter(line -> line.startsWith("npm error"))
                    .findFirst()
                    .orElse("it said nothing");
        }
    }

    private record Ended(int status, String output, String errors) {}

    private Ended run(Map<String, String> settings, String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("node-check", ".log");
        try {
            ProcessBuilder starting =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
            starting.environment().putAll(settings);
            Process process = starting.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
