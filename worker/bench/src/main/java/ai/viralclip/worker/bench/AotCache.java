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

/**
 * The worker's jar unpacked, and a JDK cache of what it loads and links while it starts and stores its first clips (JEP
 * 483, 514, 515): for a start that takes a third of the time.
 *
 * @param jar the unpacked application's own jar; its libraries lie beside it
 * @param cache for {@code -XX:AOTCache}
 */
record AotCache(Path jar, Path cache) {

    /** Beans are wired by the code that the build generated, in training as well: the cache is of what it loads. */
    private static final String WIRED = "-Dspring.aot.enabled=true";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CLIPS = 50;

    /** For the JVM that is to start so. */
    List<String> arguments() {
        return List.of(WIRED, "-XX:AOTCache=" + cache);
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
        RenderedMedia video = stage.media.video("train", 256 * 1024);
        RenderedMedia thumbnail = stage.media.thumbnail("train");
        try (ReadyTap tap = stage.tap();
                WorkerProcess worker = stage.launch(jar, Map.of(), WIRED, "-XX:AOTCacheOutput=" + cache)) {
            worker.awaitReady(PATIENCE);
            long before = tap.settled();
            var clips = new ArrayList<ClipRendered>();
            for (int i = 0; i < CLIPS; i++) {
                clips.add(Media.clip("ana", UUID.randomUUID().toString(), i, video, Optional.of(thumbnail)));
            }
            stage.publish(clips);
            tap.awaitReady(before + CLIPS, PATIENCE);
            worker.terminate(PATIENCE); // the cache is written as it ends
        }
    }
}
