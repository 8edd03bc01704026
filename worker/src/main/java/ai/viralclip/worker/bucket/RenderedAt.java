package ai.viralclip.worker.bucket;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The field of an object's metadata that says when its clip was rendered; the one place that spells and reads it. */
public final class RenderedAt {

    /** {@code x-amz-meta-rendered-at: 2026-11-25T12:00:00Z}. */
    public static final String FIELD = "rendered-at";

    private RenderedAt() {}

    /** The field's value. */
    public static String written(Instant renderedAt) {
        return renderedAt.toString();
    }

    /** Empty where the object says no time: another writer stored it. */
    public static Optional<Instant> of(StoredObject object) {
        try {
            return Optional.of(Instant.parse(object.metadata().getOrDefault(FIELD, "")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
