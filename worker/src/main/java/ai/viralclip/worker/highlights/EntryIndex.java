package ai.viralclip.worker.highlights;

import java.time.Instant;
import java.util.Map;

/** Which highlights a run's document has, without what it says of them. */
public sealed interface EntryIndex {

    /**
     * A document.
     *
     * @param renderedAt of each id the time of the rendering that its entry was taken from; {@link Instant#MIN} where
     *     it says none, as those of other writers
     */
    record Present(Map<Integer, Instant> renderedAt) implements EntryIndex {

        public Present {
            renderedAt = Map.copyOf(renderedAt);
        }
    }

    /** Nothing. */
    record Missing() implements EntryIndex {}

    /** Something that is no such document, or too large to be read; for people, what is wrong with it. */
    record Broken(String problem) implements EntryIndex {}
}
