package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The worker's jar unpacked, and a JDK cache of what it loads and links while it starts and stores its first clips (JEP
 * 483, 514, 515): for a start that takes a third of the time.
 *
 * @param jar the unpacked application's own jar; its libraries lie beside it
 * @param cache for {@code -XX:AOTCache}
 */
record AotCache(Path jar, Path cache) {

    /**
     * What was hot in training is not compiled again at once, and C2 waits for ten times as many calls: two cores have
     * enough to do in the first seconds (decision 0014).
     */
    private static final List<String> COMPILE_LATER = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTReplayTraining",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How many of each size, so that what sends in parts is in the cache, too. */
    private static final Map<Integer, Integer> CLIPS_BY_KIB = Map.of(64, 100, 1024, 100, 110 * 1024, 2);

    /** For the JVM that is to start so. */
    List<String> arguments() {
        return Stream.concat(Stream.of("-XX:AOTCache=" + cache), COMPILE_LATER.stream())
                .toList();
    }

    /** The folder of the jars that the application uses. */
    Path libraries() {
        return jar.resolveSibling("lib");
    }

    /** Unpacks the jar into a directory that is empty or missing, and trains there. */
    static AotCache make(Stage stage, Path directory) throws IOException, InterruptedException {
        Child unpack = Child.start(
                List.of(
                        Child.javaCommand(),
                        "-Djarmode=tools",
                        "-jar",
                        stage.jar().toString(),
                        "extract",
                        "--force",
                        "--destination",
                        directory.toString()),
                Map.of(),
                stage.log("extract"));
        if (unpack.await() != 0) {
            throw new IOException("the jar cannot be unpacked; see " + stage.log("extract"));
        }
        AotCache made = new AotCache(
                directory.resolve(stage.jar().getFileName()), directory.resolve("clip-storage-worker.aot"));
        made.train(stage);
        if (!Files.exists(made.cache)) {
            throw new IOException("no cache was written; see " + stage.log("worker"));
        }
        return made;
    }

    private void train(Stage stage) throws InterruptedException {
        List<ClipRendered> clips = clips(stage);
        try (ReadyTap tap = stage.tap();
                WorkerProcess worker = stage.launch(jar, Map.of(), "-XX:AOTCacheOutput=" + cache)) {
            worker.awaitReady(PATIENCE);
            long before = tap.settled();
            stage.publish(clips);
            tap.awaitReady(before + clips.size(), PATIENCE);
            worker.prometheus();
            worker.terminate(PATIENCE); // the cache is written as it ends
        }
    }

    private static List<ClipRendered> clips(Stage stage) {
        RenderedMedia thumbnail = stage.media.thumbnail("train");
        String run = UUID.randomUUID().toString();
        List<ClipRendered> clips = new ArrayList<>();
        CLIPS_BY_KIB.forEach((kib, count) -> {
            RenderedMedia video = stage.media.video("train-" + kib, kib * 1024);
            for (int i = 0; i < count; i++) {
                clips.add(Media.clip("ana", run, clips.size(), video, Optional.of(thumbnail)));
            }
        });
        return clips;
    }
}
