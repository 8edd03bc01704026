package ai.viralclip.worker.guarantees.harness;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The shipped jar, unpacked by its own tool, and an ahead-of-time cache of its classes (JEP 514): a worker that is
 * killed by the hundred starts with a third of the processor time. What runs is the same, and nothing of the worker's
 * own depends on a condition that the build would have decided (decision 0014).
 *
 * @param jar beside its libraries
 * @param arguments of the JVM, that make use of the cache
 */
public record QuickStart(Path jar, List<String> arguments) {

    private static final Path HOME = Path.of("target", "quick-start").toAbsolutePath();
    private static final Path UNPACKED = HOME.resolve("unpacked");
    /** Cheap on few cores. What the worker promises rests on none of it. */
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int CLIPS = 20;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private static QuickStart made = new QuickStart(Path.of(""), List.of());

    /** Of what this build ships; made once for all tests of a run: the cache must be of this build's classes. */
    public static synchronized QuickStart ofTheBuild() {
        if (made.arguments.isEmpty()) {
            try {
                made = make(Rig.JAR);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return made;
    }

    private static QuickStart make(Path jar) throws IOException {
        FileSystemUtils.deleteRecursively(HOME);
        Files.createDirectories(HOME);
        Path unpacked = unpack(jar);
        Path cache = HOME.resolve("worker.aot");
        try (Rig rig = Rig.start(HOME.resolve("training"))) {
            WorkerProcess training =
                    rig.launch(unpacked, Map.of(), concat(JVM, List.of("-XX:AOTCacheOutput=" + cache)));
            training.awaitReady(LIMIT);
            List<ClipRendered> clips = IntStream.range(0, CLIPS)
                    .mapToObj(n -> rig.files.render("ana", "training", "split", n, 10_000))
                    .toList();
            rig.outcomes.awaitAnswersTo(Rig.ids(rig.publish(clips)), ANSWERS_WITHIN);
            training.terminate(LIMIT);
            if (!Files.exists(cache)) {
                throw new IllegalStateException("no cache was made; what was tried: " + training.log());
            }
        }
        return new QuickStart(unpacked, concat(JVM, List.of("-XX:AOTCache=" + cache)));
    }

    /** The jar's own tool, that unpacks it. */
    private static Path unpack(Path jar) throws IOException {
        Path log = HOME.resolve("unpack.log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        UNPACKED.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("cannot be unpacked: " + jar + "; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return UNPACKED.resolve(jar.getFileName());
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
