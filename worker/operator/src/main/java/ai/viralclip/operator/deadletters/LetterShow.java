package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterDetail;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.NextSteps;
import ai.viralclip.operator.letters.Scanned;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of one letter: itself, and what lies on the topic of the same event. */
final class LetterShow {

    /** Of an event that was put aside more often than this, the rest is left out. */
    private static final int LONGEST_TIMELINE = 60;

    private final LetterRecord shown;
    private final Letter letter;
    private final Optional<String> event;
    private final List<LetterDetail.Moment> moments = new ArrayList<>();

    LetterShow(LetterRecord shown, Letter letter) {
        this.shown = shown;
        this.letter = letter;
        this.event = shown.event();
        shown.eventTime().ifPresent(at -> add(at, "rendered, as its event says", Optional.empty()));
        letter.origin()
                .ifPresent(origin -> origin.written()
                        .ifPresent(at ->
                                add(at, "announced on " + origin.topic() + " for the first time", Optional.empty())));
    }

    /** Any letter of the topic; returns whether there may be more to say. */
    boolean take(LetterRecord record, Letter other) {
        boolean isSame = other.id().equals(letter.id());
        if (isSame || (event.isPresent() && event.equals(record.event()))) {
            add(other.at(), putAside(other), Optional.of(other.id()));
            switch (other.state()) {
                case LetterState.Open _ -> {}
                case LetterState.Replayed(var at, var by, var note) ->
                    add(at, "replayed by " + by + because(note), Optional.of(other.id()));
                case LetterState.Discarded(var at, var by, var why) ->
                    add(at, "discarded by " + by + because(why), Optional.of(other.id()));
            }
        }
        return moments.size() < LONGEST_TIMELINE;
    }

    LetterDetail detail(Scanned scanned) {
        EventText text = EventText.of(shown.record().value());
        return new LetterDetail(
                letter,
                shown.key(),
                StreamSupport.stream(shown.record().headers().spliterator(), false)
                        .map(header -> new LetterDetail.HeaderText(header.key(), utf8(header.value())))
                        .toList(),
                text.text(),
                text.isJson(),
                shown.valueBytes(),
                moments.stream()
                        .sorted(Comparator.comparing(LetterDetail.Moment::at))
                        .toList(),
                NextSteps.of(letter.reason()),
                scanned);
    }

    private void add(Instant at, String what, Optional<DeadLetterId> id) {
        // Timestamps of records are in milliseconds: what an event says to the nanosecond would seem to come after
        // them.
        moments.add(new LetterDetail.Moment(at.truncatedTo(ChronoUnit.MILLIS), what, id));
    }

    private static String putAside(Letter letter) {
        String where = letter.origin()
                .map(origin -> ", record " + origin.topic() + " " + origin.partition() + "@" + origin.offset())
                .orElse("");
        return "put aside: " + (letter.reason().isEmpty() ? "without a reason" : letter.reason()) + " after "
                + letter.attempts() + (letter.attempts() == 1 ? " attempt" : " attempts") + where;
    }

    private static String because(String note) {
        return note.isEmpty() ? "" : ": " + note;
    }

    private static String utf8(byte @Nullable [] value) {
        return value == null ? "" : new String(value, UTF_8);
    }
}
