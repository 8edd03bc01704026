package ai.viralclip.worker.bucket;

/** Whether the bucket may be used. */
public sealed interface ProbeResult {

    /** It is closed to strangers, and conditional writes hold. */
    record Passed() implements ProbeResult {}

    /**
     * It must not be used.
     *
     * @param problem what was seen, and what to do about it; names no secret
     */
    record Unsafe(String problem) implements ProbeResult {}
}
