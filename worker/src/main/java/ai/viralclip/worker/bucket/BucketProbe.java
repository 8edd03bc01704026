package ai.viralclip.worker.bucket;

/**
 * The proof that the bucket is safe to use: its endpoint, name and key fit, strangers can neither list nor read it, and
 * conditional writes are really conditional ({@code highlights.json} depends on them).
 */
public interface BucketProbe {

    /**
     * Proves it anew.
     *
     * @throws StoreException where nothing can be said: the store is unavailable, or refuses this worker's key, or that
     *     has ended
     */
    ProbeResult check() throws StoreException;

    /** Whether the bucket may be used. */
    sealed interface ProbeResult {

        /** It is closed to strangers, and conditional writes hold. */
        record Passed() implements ProbeResult {}

        /**
         * It must not be used.
         *
         * @param problem what was seen, and what to do about it; names no secret
         */
        record Unsafe(String problem) implements ProbeResult {}
    }
}
