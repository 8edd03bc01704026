package ai.viralclip.worker.bucket;

import java.util.Locale;

/** Why nothing is consumed; its wire name is metric tag, log key, health detail and runbook heading. */
public enum HaltReason {
    /** The bucket has not been proved yet since the start. */
    BUCKET_UNPROVED,
    /** The store refuses the proof, by the key, the bucket or its settings. */
    STORE_DENIED,
    /** The bucket lists to anyone, or does not hold conditional writes. */
    BUCKET_UNSAFE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
