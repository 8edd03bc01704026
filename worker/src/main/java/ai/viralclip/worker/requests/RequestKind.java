package ai.viralclip.worker.requests;

import java.util.Locale;

/** What can be asked of the worker by a message; its wire name is metric tag, thread name and log key. */
public enum RequestKind {
    /** Which clips a run has. */
    LISTINGS,
    /** That a user or a run be erased. */
    PURGES,
    /** Whether bucket, documents and answers agree. */
    VERIFICATIONS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
