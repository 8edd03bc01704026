package ai.viralclip.worker.delivery;

import java.util.Locale;

/** What a clip's attempt takes its time for; its wire name is a metric tag. */
public enum Step {
    /** It waits for its turn to move its bytes. */
    PERMIT,
    /** Its media is checked and stored. */
    UPLOAD,
    /** It waits until its highlight is in the run's document. */
    HIGHLIGHTS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
