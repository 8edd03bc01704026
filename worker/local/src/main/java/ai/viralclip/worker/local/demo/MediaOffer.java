package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.LocalStore;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the demo's pipeline offers its media: {@code clips demo --source}. */
enum MediaOffer {

    /** In files, where they lie. */
    FILE(Map.of()),

    /** In a bucket of the store that clips are stored in, which copies them by itself. */
    S3(Map.of("CLIP_MEDIA_S3_BUCKETS", "renders")),

    /** On a web server over TLS, of this process. */
    HTTPS(Map.of());

    private static final String BUCKET = "renders";

    @SuppressWarnings("ImmutableEnumChecker") // A map that cannot be changed.
    private final Map<String, String> settings;

    MediaOffer(Map<String, String> settings) {
        this.settings = settings;
    }

    /**
     * What the worker has to be told beside the folders of files.
     *
     * @param site where media is offered on the web; empty where none is
     */
    Map<String, String> settings(Optional<MediaSite> site) {
        return site.map(MediaSite::settings).orElse(settings);
    }

    /** The same clips, with their media where it is offered; it is put there. */
    List<DemoClip> of(List<DemoClip> clips, LocalStore store, Optional<MediaSite> site) throws IOException {
        if (this == FILE) {
            return clips;
        }
        List<DemoClip> offered = new ArrayList<>();
        for (DemoClip clip : clips) {
            offered.add(new DemoClip(offered(clip.event(), store, site), clip.expected()));
        }
        return offered;
    }

    private static ClipRendered offered(ClipRendered event, LocalStore store, Optional<MediaSite> site)
            throws IOException {
        Optional<RenderedMedia> thumbnail = event.thumbnail().isPresent()
                ? Optional.of(offered(event, event.thumbnail().get(), store, site))
                : Optional.empty();
        return new ClipRendered(
                event.uid(),
                event.runId(),
                event.videoUrl(),
                event.videoTitle(),
                event.customPrompt(),
                event.style(),
                event.highlight(),
                offered(event, event.video(), store, site),
                thumbnail);
    }

    private static RenderedMedia offered(
            ClipRendered event, RenderedMedia media, LocalStore store, Optional<MediaSite> site) throws IOException {
        return site.isPresent() ? site.get().offer(media) : inBucket(event, media, store);
    }

    private static RenderedMedia inBucket(ClipRendered event, RenderedMedia media, LocalStore store)
            throws IOException {
        Path file = Path.of(media.uri());
        String key = event.uid().value() + "/" + event.runId().value() + "/" + file.getFileName();
        store.putMedia(BUCKET, key, file);
        try {
            return new RenderedMedia(new URI("s3", BUCKET, "/" + key, null), media.sizeBytes(), media.sha256());
        } catch (URISyntaxException e) {
            throw new IOException("no URI can name " + key, e);
        }
    }
}
