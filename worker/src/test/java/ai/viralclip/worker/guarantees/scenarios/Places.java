package ai.viralclip.worker.guarantees.scenarios;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.guarantees.harness.MediaWeb;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.local.LocalStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a pipeline puts its media: a bucket of the worker's own store, one of another store, a web server, files. */
final class Places implements AutoCloseable {

    /** One of them. */
    enum Place {
        OWN_STORE,
        OTHER_STORE,
        WEB,
        FILES
    }

    private static final String OWN = "renders";
    private static final String OTHER = "masters";

    private final LocalStore other;
    private final MediaWeb web;
    private final AtomicInteger put = new AtomicInteger();

    private Places(LocalStore other, MediaWeb web) {
        this.other = other;
        this.web = web;
    }

    static Places open(Path directory) throws IOException {
        LocalStore other = LocalStore.start(new LocalStore.Options(
                directory.resolve("other"), "unused", "other-access-key", "other-secret-key", false, 0));
        return new Places(other, MediaWeb.start(directory.resolve("web"), Rounds.random("web")));
    }

    /** What workers have to be told to read from all of them. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(web.settings());
        String prefix = "CLIP_MEDIA_S3_STORES_OTHER_";
        settings.put("CLIP_MEDIA_S3_BUCKETS", OWN);
        settings.put(prefix + "ENDPOINT_URL", other.endpoint().toString());
        settings.put(prefix + "ACCESS_KEY_ID", other.accessKeyId());
        settings.put(prefix + "SECRET_ACCESS_KEY", other.secretAccessKey());
        settings.put(prefix + "BUCKETS", OTHER);
        return settings;
    }

    /** The same clips, one after the other in each of the places. */
    List<ClipRendered> inTurn(Arena arena, List<ClipRendered> clips) {
        return clips.stream()
                .map(clip -> put(arena, clip, Place.values()[put.getAndIncrement() % Place.values().length]))
                .toList();
    }

    /** The same clip, in this place. */
    ClipRendered put(Arena arena, ClipRendered clip, Place place) {
        Optional<RenderedMedia> thumbnail = clip.thumbnail().map(media -> put(arena, media, place));
        return new ClipRendered(
                clip.uid(),
                clip.runId(),
                clip.videoUrl(),
                clip.videoTitle(),
                clip.customPrompt(),
                clip.style(),
                clip.highlight(),
                put(arena, clip.video(), place),
                thumbnail);
    }

    /** Puts a file's bytes, as they are now, where media of it was put before. */
    void putAgain(Arena arena, RenderedMedia file, Place place) {
        put(arena, file, place);
    }

    /** Answers of the web server that were not what was asked for. */
    int troubles() {
        return web.troubles();
    }

    private RenderedMedia put(Arena arena, RenderedMedia media, Place place) {
        return switch (place) {
            case OWN_STORE -> inBucket(arena.behind(), OWN, media);
            case OTHER_STORE -> inBucket(other, OTHER, media);
            case WEB -> web.offer(media);
            case FILES -> media;
        };
    }

    private static RenderedMedia inBucket(LocalStore store, String bucket, RenderedMedia media) {
        Path file = Path.of(media.uri());
        try {
            store.putMedia(bucket, "in/" + file.getFileName(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        URI uri = URI.create("s3://" + bucket + "/in/" + file.getFileName());
        return new RenderedMedia(uri, media.sizeBytes(), media.sha256());
    }

    @Override
    public void close() {
        web.close();
        other.close();
    }
}
