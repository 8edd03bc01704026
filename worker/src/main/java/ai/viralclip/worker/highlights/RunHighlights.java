package ai.viralclip.worker.highlights;

import ai.viralclip.contracts.Timecode;
import java.util.Map;
import java.util.Optional;

/** What a reader found under a run's {@code highlights.json}. */
public sealed interface RunHighlights {

    /**
     * A document.
     *
     * @param entries those that were asked for, by id
     */
    record Present(
            Optional<String> videoUrl,
            Optional<String> videoTitle,
            Optional<String> customPrompt,
            Map<Integer, Entry> entries)
            implements RunHighlights {

        public Present {
            entries = Map.copyOf(entries);
        }
    }

    /** Nothing. */
    record Missing() implements RunHighlights {}

    /** Something that is not such a document, or too large to be read. */
    record Broken() implements RunHighlights {}

    /** One highlight, as far as it can be read: others write here too, and a field of theirs may be of any form. */
    record Entry(
            Optional<String> title,
            Optional<String> description,
            Optional<Timecode> start,
            Optional<Timecode> end,
            Optional<Double> duration,
            Optional<String> hookCategory,
            Optional<String> reason) {}
}
