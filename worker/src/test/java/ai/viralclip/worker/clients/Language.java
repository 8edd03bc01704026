package ai.viralclip.worker.clients;

import ai.viralclip.worker.local.OnPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;

/** A language that {@code contracts/clients/} has a producer and a reader in, where this machine can run them. */
enum Language {
    PYTHON("/pipeline/python") {
        // Debian's module is for Debian's interpreter, which need not be the first on the path.
        @Override
        List<String> prepare(String program) throws IOException {
            return Stream.of("python3", "/usr/bin/python3")
                    .filter(python -> runs(List.of(python, "-c", "import confluent_kafka")))
                    .findFirst()
                    .map(python -> List.of(
                            python, SOURCES.resolve("python/" + program + ".py").toString()))
                    .orElseGet(() -> skip("python3 has no confluent_kafka (Debian package: python3-confluent-kafka)"));
        }
    },
    NODE("/pipeline/node") {
        @Override
        List<String> prepare(String program) throws IOException {
            Optional<Path> node = OnPath.find("node");
            if (node.isEmpty() || OnPath.find("npm").isEmpty()) {
                return skip("node or npm is not installed (Debian packages: nodejs, npm)");
            }
            return List.of(
                    node.get().toString(), installed().resolve(program + ".mjs").toString());
        }
    };

    private static final Path SOURCES =
            Path.of("..", "contracts", "clients").toAbsolutePath().normalize();
    private static final Path INSTALLED = Path.of("target", "clients", "node").toAbsolutePath();
    private static final Duration INSTALLS_WITHIN = Duration.ofMinutes(3);
    /** What npm says where it reaches no registry. */
    private static final List<String> OFFLINE =
            List.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENOTCACHED");

    private static boolean isInstalled;

    private final String source;

    Language(String source) {
        this.source = source;
    }

    /** The {@code ce_source} of what its producer sends. */
    String source() {
        return source;
    }

    /** What a program is started by; the test is skipped where that cannot be. */
    abstract List<String> prepare(String program) throws IOException;

    /** The programs with their dependencies as locked, beside a copy of them: the sources stay as they are. */
    private static synchronized Path installed() throws IOException {
        if (!isInstalled) {
            FileSystemUtils.deleteRecursively(INSTALLED);
            FileSystemUtils.copyRecursively(SOURCES.resolve("node"), INSTALLED);
            FileSystemUtils.deleteRecursively(INSTALLED.resolve("node_modules"));
            List<String> command = List.of(
                    "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", INSTALLED.toString());
            try (Client npm = Client.start(command, Files.createDirectories(INSTALLED.resolveSibling("npm")))) {
                if (npm.exit(INSTALLS_WITHIN) != 0 && OFFLINE.stream().anyMatch(npm.complaints()::contains)) {
                    skip("npm cannot fetch kafkajs and cloudevents: it reaches no registry");
                }
                npm.requireSuccess();
            }
            isInstalled = true;
        }
        return INSTALLED;
    }

    private static boolean runs(List<String> command) {
        try (Client tried = Client.start(command, Files.createTempDirectory("client"))) {
            return tried.exit(INSTALLS_WITHIN) == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static List<String> skip(String reason) {
        return Assumptions.abort(reason);
    }
}
