package ai.viralclip.worker.page;

import java.util.Locale;

/** What the holder of a token may do. Each may what those before it may. */
enum Role {
    /** Sees figures: what the worker does, how many failed for which reason, what was done about it. */
    READ,

    /** Sees whose clips they are, and the clips; replays, discards, cancels. */
    ACT;

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
