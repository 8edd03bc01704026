package ai.viralclip.worker.bucket;

/** What the store answered to a put. */
public sealed interface PutResult {

    /** The object is stored, under this ETag (without its quotes). */
    record Written(String etag) implements PutResult {}

    /** The {@link Precondition} did not hold (412): nothing was written by the attempt that got this answer. */
    record PreconditionFailed() implements PutResult {}
}
