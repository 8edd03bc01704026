package ai.viralclip.worker.highlights;

import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.Timecode;
import java.time.Instant;
import java.util.Optional;

/** Updates of one run, for tests of other rooms too. */
public final class Updates {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Updates() {}

    /** With nothing but what an update must have; its title is {@code Highlight} and its id. */
    public static HighlightUpdate bare(int id, Instant renderedAt) {
        Highlight highlight = new Highlight(
                id,
                "Highlight " + id,
                Optional.empty(),
                new Timecode("00:00:00"),
                new Timecode("00:00:01"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new HighlightUpdate(
                "https://videos.example/1", Optional.empty(), Optional.empty(), highlight, renderedAt);
    }

    static HighlightUpdate of(int id, String title, Instant renderedAt) {
        return of(id, title, Optional.empty(), renderedAt);
    }

    /** With a text of such a length, which takes six times as many bytes in JSON. */
    static HighlightUpdate large(int id, int characters) {
        return of(id, "Highlight " + id, Optional.of("\u0001".repeat(characters)), NOON);
    }

    private static HighlightUpdate of(int id, String title, Optional<String> text, Instant renderedAt) {
        Highlight highlight = new Highlight(
                id,
                title,
                text,
                new Timecode("00:00:01"),
                new Timecode("00:00:09.500"),
                Optional.of(8.5),
                Optional.empty(),
                Optional.empty(),
                text,
                text);
        return new HighlightUpdate("https://videos.example/1", Optional.of("A talk"), text, highlight, renderedAt);
    }
}
