package ai.viralclip.operator.letters;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What became of a dead letter. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LetterState.Open.class, name = "open"),
    @JsonSubTypes.Type(value = LetterState.Replayed.class, name = "replayed"),
    @JsonSubTypes.Type(value = LetterState.Discarded.class, name = "discarded")
})
public sealed interface LetterState {

    /** {@code open}, {@code replayed} or {@code discarded}: as a filter names it. */
    String wireName();

    /** Nothing was done with it. */
    record Open() implements LetterState {

        @Override
        public String wireName() {
            return "open";
        }
    }

    /** It is on the topic of rendered clips again, once. */
    record Replayed(Instant at, String by, String note) implements LetterState {

        @Override
        public String wireName() {
            return "replayed";
        }
    }

    /** Somebody decided that nobody wants it. It still lies on its topic. */
    record Discarded(Instant at, String by, String why) implements LetterState {

        @Override
        public String wireName() {
            return "discarded";
        }
    }
}
