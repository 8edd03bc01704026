package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.local.RenderedClips.Rendered;

/** A record of {@code clip-rendered} that keeps the contract, and what must become of it. */
public record Published(Rendered event, Fate fate) {

    /** How it must end. */
    public enum Fate {
        READY,
        FAILED,

        /** Ready before its user or run is purged, or failed as purged; nothing of it is left. */
        PURGED
    }

    public String id() {
        return event.id();
    }

    /** For example {@code users/u1/r1/clips/clip_split_7}: events with the same name speak of one clip. */
    public String clip() {
        return clip(event.clip());
    }

    /** For example {@code users/u1/r1/}. */
    public String run() {
        return run(event.clip());
    }

    /** For example {@code users/u1/r1/clips/clip_split_7.mp4}. */
    public static String videoKey(ClipRendered clip) {
        return clip(clip) + ".mp4";
    }

    private static String clip(ClipRendered clip) {
        return run(clip) + "clips/clip_" + clip.style() + "_" + clip.n();
    }

    private static String run(ClipRendered clip) {
        return "users/" + clip.uid() + "/" + clip.runId() + "/";
    }
}
