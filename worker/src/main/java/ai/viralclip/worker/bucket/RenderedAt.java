package ai.viralclip.worker.bucket;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The field of an object's metadata that says when its clip was rendered; the one place that spells and reads it.
 *
 * <p>A clip is rendered before it is stored. Earlier versions wrote whatever time an event claimed, and so may another
 * writer: what cannot be is not believed, else it would supersede every rendering and survive every purge until then.
 */
public final class RenderedAt {

    /** {@code x-amz-meta-rendered-at: 2026-11-25T12:00:00Z}. */
    public static final String FIELD = "rendered-at";

    /** The pipeline's clock, the worker's and the store's may differ by so much. */
    public static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private RenderedAt() {}

    /** The field's value. */
    public static String written(Instant renderedAt) {
        return renderedAt.toString();
    }

    /**
     * Empty where the object says no time: another writer stored it. Where it says one that cannot be, it is the time
     * at which it was stored.
     */
    public static Optional<Instant> of(StoredObject object) {
        return said(object).map(said -> isPossible(said, object.storedAt()) ? said : object.storedAt());
    }

    /**
     * As {@link #of(StoredObject)}, but a time that is not after now either is believed: where all clocks but the
     * store's are ahead, renderings must keep their order.
     */
    public static Optional<Instant> of(StoredObject object, Instant now) {
        return said(object)
                .map(said -> isPossible(said, object.storedAt()) || isPossible(said, now) ? said : object.storedAt());
    }

    /** Whether what is there at this moment can have been rendered at that time. */
    public static boolean isPossible(Instant renderedAt, Instant moment) {
        return !renderedAt.isAfter(moment.plus(CLOCKS_DIFFER));
    }

    private static Optional<Instant> said(StoredObject object) {
        try {
            return Optional.of(Instant.parse(object.metadata().getOrDefault(FIELD, "")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
