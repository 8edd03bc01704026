package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is stored beside the bytes of a clip's file: the one place that spells these names, and reads them.
 *
 * <p>A clip is rendered before it is stored. Earlier versions wrote whatever time an event claimed, and so may another
 * writer: what cannot be is not believed, else it would supersede every rendering and survive every purge until then.
 */
public final class ClipMetadata {

    /** {@code x-amz-meta-rendered-at: 2026-11-25T12:00:00Z}. */
    public static final String RENDERED_AT = "rendered-at";

    /** {@code x-amz-meta-sha256}: of the whole file, in hexadecimal digits. */
    public static final String SHA256 = "sha256";

    /** {@code x-amz-meta-rendered-event}: which event announced it. */
    public static final String RENDERED_EVENT = "rendered-event";

    /** {@code x-amz-meta-thumbnail} of a video: whether one was announced with it, {@code yes} or {@code no}. */
    public static final String THUMBNAIL = "thumbnail";

    /** The pipeline's clock, the worker's and the store's may differ by so much. */
    public static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private ClipMetadata() {}

    /** As the object of one rendering has it. */
    public static Map<String, String> of(Sha256 sha256, Instant renderedAt, String renderedEvent) {
        return Map.of(SHA256, sha256.hex(), RENDERED_AT, renderedAt.toString(), RENDERED_EVENT, renderedEvent);
    }

    /** What a file has, as the video of a clip has it that was announced with a thumbnail, or without. */
    public static Map<String, String> ofVideo(Map<String, String> file, boolean hasThumbnail) {
        Map<String, String> video = new HashMap<>(file);
        video.put(THUMBNAIL, hasThumbnail ? "yes" : "no");
        return Map.copyOf(video);
    }

    /** Whether a video says that a thumbnail was announced with it; those of earlier versions do not say. */
    public static boolean announcesThumbnail(StoredObject video) {
        return "yes".equals(video.metadata().get(THUMBNAIL));
    }

    /** The hash that the object says its bytes to have; empty where it says none. */
    public static Optional<Sha256> sha256(StoredObject object) {
        try {
            return Optional.of(new Sha256(object.metadata().getOrDefault(SHA256, "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the object says that it holds a file of this size and hash. */
    public static boolean isOf(StoredObject object, long sizeBytes, Sha256 sha256) {
        return object.sizeBytes() == sizeBytes
                && sha256.hex().equals(object.metadata().get(SHA256));
    }

    /**
     * When its clip was rendered; empty where the object says no time: another writer stored it. Where it says one that
     * cannot be, it is the time at which it was stored.
     */
    public static Optional<Instant> renderedAt(StoredObject object) {
        return said(object).map(said -> isPossible(said, object.storedAt()) ? said : object.storedAt());
    }

    /**
     * As {@link #renderedAt(StoredObject)}, but a time that is not after now either is believed: where all clocks but
     * the store's are ahead, renderings must keep their order.
     */
    public static Optional<Instant> renderedAt(StoredObject object, Instant now) {
        return said(object)
                .map(said -> isPossible(said, object.storedAt()) || isPossible(said, now) ? said : object.storedAt());
    }

    /** Whether what is there at this moment can have been rendered at that time. */
    public static boolean isPossible(Instant renderedAt, Instant moment) {
        return !renderedAt.isAfter(moment.plus(CLOCKS_DIFFER));
    }

    private static Optional<Instant> said(StoredObject object) {
        try {
            return Optional.of(Instant.parse(object.metadata().getOrDefault(RENDERED_AT, "")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
