package ai.viralclip.worker.highlights;

import java.time.Instant;

/** Something that is to become of a run's document. */
sealed interface HighlightChange permits HighlightUpdate, HighlightChange.Forget {

    /** What was rendered until then is to go. */
    record Forget(Instant until) implements HighlightChange {}
}
