package ai.viralclip.worker.guarantees;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The shipped jar, unpacked by its own tool, and an ahead-of-time cache of its classes (JEP 514): a worker that is
 * killed by the hundred starts with half the processor time. What runs is the same.
 *
 * @param jar beside its libraries
 * @param arguments of the JVM, that make use of the cache
 */
record QuickStart(Path jar, List<String> arguments) {

    private static final Path HOME = Path.of("target", "quick-start").toAbsolutePath();
    private static final Path UNPACKED = HOME.resolve("unpacked");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Settings that are good, and lead nowhere: the worker starts, and waits for a store. */
    private static final Map<String, String> NOWHERE = Map.of(
            "R2_BUCKET_NAME", "nowhere",
            "R2_ACCESS_KEY_ID", "nobody",
            "R2_SECRET_ACCESS_KEY", "nothing",
            "R2_ENDPOINT_URL", "http://127.0.0.1:1",
            "SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
            "CLIP_MEDIA_FILE_ROOTS", HOME.toString(),
            "MANAGEMENT_SERVER_PORT", "0");

    private static QuickStart made = new QuickStart(Path.of(""), List.of());

    /** Made once for all tests of a run: the cache must be of this build's classes. */
    static synchronized QuickStart of(Path jar, List<String> jvm) {
        if (made.arguments.isEmpty()) {
            try {
                made = make(jar, jvm);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return made;
    }

    private static QuickStart make(Path jar, List<String> jvm) throws IOException {
        FileSystemUtils.deleteRecursively(HOME);
        Files.createDirectories(HOME);
        await(java(
                List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", UNPACKED.toString())));
        Path unpacked = UNPACKED.resolve(jar.getFileName());
        Path cache = HOME.resolve("worker.aot");
        Process training = java(concat(jvm, List.of("-XX:AOTCacheOutput=" + cache, "-jar", unpacked.toString())));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(log()).contains("halted reason=") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        training.destroy();
        await(training);
        if (!Files.exists(cache)) {
            throw new IOException("no cache was made; what was tried: " + log());
        }
        return new QuickStart(unpacked, concat(jvm, List.of("-XX:AOTCache=" + cache)));
    }

    private static Path log() {
        return HOME.resolve("training.log");
    }

    private static Process java(List<String> arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(concat(List.of(java), arguments))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().putAll(NOWHERE);
        return builder.start();
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not end: " + process.info());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
