package ai.viralclip.worker.bucket;

/**
 * What the bucket tells whoever watches it. Published on the thread where it happens: listeners are quick, and throw
 * nothing.
 */
public sealed interface BucketEvent {

    /** A request goes out; one that is tried again counts again, as it does on the bill. */
    record Requested(StoreOperation operation) implements BucketEvent {}

    /**
     * The store asks for fewer requests. Not told of {@code highlights.json}: what it takes of one key is that key's
     * affair, and no reason to send fewer clips.
     */
    record Throttled() implements BucketEvent {}
}
