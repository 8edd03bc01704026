package ai.viralclip.worker.monitoring;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.guarantees.harness.QuickStart;
import ai.viralclip.worker.local.LocalStore;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.local.WorkerProcess;
import ai.viralclip.worker.local.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A worker as it ships, with a broker and a store, and a pipeline that renders a few clips. */
final class Site implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(90);

    private static final int VIDEO_BYTES = 20_000;

    final Broker broker;
    final RenderedClips pipeline;
    final OutcomeReader outcomes;
    final WorkerProcess worker;
    private final LocalStore store;
    private final Path media;

    private Site(Path directory, Broker broker, LocalStore store, Map<String, String> settings) throws IOException {
        this.broker = broker;
        this.store = store;
        this.media = Files.createDirectories(directory.resolve("media"));
        this.pipeline = RenderedClips.connect(broker.bootstrapServers(), InstantSource.system());
        this.outcomes = OutcomeReader.start(broker.bootstrapServers(), InstantSource.system());
        Map<String, String> environment =
                new HashMap<>(WorkerSettings.environment(broker.bootstrapServers(), store, List.of(media)));
        environment.putAll(settings);
        QuickStart quick = QuickStart.ofTheBuild();
        this.worker = WorkerProcess.start(new WorkerProcess.Options(
                quick.jar(), environment, quick.arguments(), directory.resolve("worker.log")));
    }

    /** Starts all of it; the worker is ready on return. */
    static Site start(Path directory, Map<String, String> settings) throws IOException {
        Broker broker = Brokers.chosen().one(directory.resolve("broker"));
        LocalStore store = LocalStore.start(
                new LocalStore.Options(directory.resolve("s3"), "clips", "an-access-key", "a-secret-key", false, 0));
        Site site = new Site(directory, broker, store, settings);
        site.worker.awaitReady(SOON);
        return site;
    }

    /** The n-th clip of a run. */
    ClipRendered clip(int n) throws IOException {
        Path file = media.resolve("clip-" + n + ".mp4");
        Files.write(file, ValidMedia.mp4(VIDEO_BYTES));
        return announce(n, new RenderedMedia(file.toUri(), Optional.of((long) VIDEO_BYTES), Optional.empty()));
    }

    /** One whose media is not what the pipeline may announce. */
    ClipRendered hopeless(int n) {
        return announce(
                n,
                new RenderedMedia(Path.of("/etc/hostname").toUri(), Optional.of((long) VIDEO_BYTES), Optional.empty()));
    }

    Scrape scrape() {
        return new Scrape(worker.prometheus());
    }

    @Override
    public void close() {
        worker.killHard();
        worker.close();
        outcomes.close();
        pipeline.close();
        store.close();
        broker.close();
    }

    private static ClipRendered announce(int n, RenderedMedia video) {
        Timecode moment = new Timecode("00:00:01");
        Highlight highlight = new Highlight(
                n,
                "Highlight " + n,
                Optional.empty(),
                moment,
                moment,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new ClipRendered(
                new Uid("ana"),
                new RunId("launch"),
                "https://videos.example/launch",
                Optional.empty(),
                Optional.empty(),
                new Style("split"),
                highlight,
                video,
                Optional.empty());
    }
}
