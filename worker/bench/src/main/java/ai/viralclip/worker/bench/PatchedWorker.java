package ai.viralclip.worker.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * This tree's worker with one thing done in another way, to measure the two beside each other: built from a copy of the
 * sources and a patch, so that neither what ships nor its build knows of it.
 */
enum PatchedWorker {
    /** The SDK's own client of Apache HttpClient 5 in place of ours (record 0010). */
    SDK_CLIENT("sdk-client");

    /** What Maven needs to make the jar, from the root of the tree. */
    private static final List<String> SOURCES = List.of(
            "pom.xml",
            "mvnw",
            ".mvn",
            "contracts",
            "worker/pom.xml",
            "worker/src/main",
            "worker/operator",
            "worker/cli",
            "worker/local",
            "worker/bench/pom.xml");

    private final String wireName;

    PatchedWorker(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the jar.
     *
     * @param home the root of the tree
     * @throws IllegalStateException where the patch does not apply any more, or the build fails
     */
    Path build(Path home) throws IOException {
        Path target = home.resolve("worker/bench/target");
        Path directory = target.resolve(wireName);
        FileSystemUtils.deleteRecursively(directory);
        for (String source : SOURCES) {
            copy(home.resolve(source), directory.resolve(source));
        }
        Path log = directory.resolve("build.log");
        Path patch = home.resolve("worker/bench/src/main/patches/" + wireName + ".patch");
        // Else git takes the copy for a part of the repository around it, and passes over what the patch changes.
        Map<String, String> alone = Map.of("GIT_CEILING_DIRECTORIES", target.toString());
        run(List.of("git", "-C", directory.toString(), "apply", patch.toString()), alone, log);
        run(
                List.of(
                        directory.resolve("mvnw").toString(),
                        "-f",
                        directory.resolve("pom.xml").toString(),
                        "-B",
                        "-ntp",
                        "-pl",
                        "worker",
                        "-am",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "package"),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                log);
        return directory.resolve("worker/target/clip-storage-worker.jar");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.filter(f -> Files.isRegularFile(f) && !isMade(from.relativize(f)))
                    .toList()) {
                Path copied = to.resolve(from.relativize(file)).normalize();
                Files.createDirectories(Objects.requireNonNull(copied.getParent()));
                Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isMade(Path file) {
        return file.startsWith("target");
    }

    private static void run(List<String> command, Map<String, String> environment, Path log) {
        try (Child child = Child.start(command, environment, log)) {
            if (child.await() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed; what it said: " + log);
            }
        }
    }
}
