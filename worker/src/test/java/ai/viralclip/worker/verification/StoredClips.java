package ai.viralclip.worker.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.kafka.TopicPages.Found;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One rendering of a clip: what a worker stores of it, announces, or puts aside. */
record StoredClips(String uid, String runId, String style, int n, Instant renderedAt, boolean hasThumbnail) {

    Run run() {
        return new Run(new Uid(uid), new RunId(runId));
    }

    String video() {
        return ObjectKeys.video(run().uid(), run().runId(), new Style(style), n);
    }

    String thumbnail() {
        return ObjectKeys.thumbnail(run().uid(), run().runId(), new Style(style), n);
    }

    StoredClips renderedAt(Instant other) {
        return new StoredClips(uid, runId, style, n, other, hasThumbnail);
    }

    private ByteBuffer bytes(String kind) {
        return ByteBuffer.wrap((kind + style + n + renderedAt).getBytes(UTF_8));
    }

    private Sha256 hash(String kind) {
        return InMemoryObjectStore.sha256(bytes(kind));
    }

    /** Thumbnail first. */
    void store(VerifiedBucket bucket) throws StoreException {
        if (hasThumbnail) {
            put(bucket, thumbnail(), "image/jpeg", ClipMetadata.of(hash("image/jpeg"), renderedAt, "event"));
        }
        put(
                bucket,
                video(),
                "video/mp4",
                ClipMetadata.ofVideo(ClipMetadata.of(hash("video/mp4"), renderedAt, "event"), hasThumbnail));
    }

    private void put(VerifiedBucket bucket, String key, String type, Map<String, String> metadata)
            throws StoreException {
        bucket.store.overwrite(key, bytes(type), new ObjectAttributes(type, "private", metadata));
    }

    Found<ClipReady> announced(int offset, Instant time) {
        return new Found<>(
                "clip-ready-0@" + offset,
                time,
                new ClipReady(
                        run().uid(),
                        run().runId(),
                        new Style(style),
                        n,
                        "A title",
                        Optional.empty(),
                        media(video(), "video/mp4"),
                        hasThumbnail ? Optional.of(media(thumbnail(), "image/jpeg")) : Optional.empty(),
                        VerifiedBucket.document(run()),
                        "event-" + offset));
    }

    private StoredMedia media(String key, String type) {
        return new StoredMedia(
                key,
                type,
                bytes(type).remaining(),
                hash(type).hex().substring(0, 32),
                hash(type),
                URI.create("https://store.example/" + key),
                renderedAt);
    }

    Found<ClipRendered> letter(int offset) {
        Highlight highlight = new Highlight(
                n,
                "A title",
                Optional.empty(),
                new Timecode("00:00:01"),
                new Timecode("00:00:02"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        RenderedMedia media = new RenderedMedia(URI.create("file:/x"), Optional.empty(), Optional.empty());
        return new Found<>(
                "clip-rendered-dlt-0@" + offset,
                renderedAt,
                new ClipRendered(
                        run().uid(),
                        run().runId(),
                        "https://video.example/1",
                        Optional.empty(),
                        Optional.empty(),
                        new Style(style),
                        highlight,
                        media,
                        Optional.empty()));
    }
}
