package ai.viralclip.worker.bucket;

/** What must hold for a put to take effect (RFC 9110 §13; R2 honours both since 2022). */
public sealed interface Precondition {

    /** Nothing: last writer wins. */
    record Always() implements Precondition {}

    /** {@code If-None-Match: *}: no object may be there yet. */
    record IfAbsent() implements Precondition {}

    /** {@code If-Match}: the object there must still have this ETag (without its quotes). */
    record IfMatch(String etag) implements Precondition {}
}
