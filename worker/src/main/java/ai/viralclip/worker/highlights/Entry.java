package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * An entry of a run's list as it stands there, whoever wrote it; only what is merged is written anew.
 *
 * @param id empty where it has none, or is of another form: it is another writer's then
 * @param bytes of its text in UTF-8
 */
record Entry(String raw, OptionalInt id, int bytes) {

    /** No integer that could be an id is written with more characters, but for zeros that say nothing. */
    private static final int LONGEST_ID = 40;

    static Entry of(String raw) {
        return new Entry(raw, idOf(members(raw)), raw.getBytes(UTF_8).length);
    }

    /** The entry of a highlight that was not there before. */
    static Entry of(HighlightUpdate update) {
        return written(OwnFields.ofEntry(update));
    }

    /** This one, or with the update's fields where that is later. */
    Entry merge(HighlightUpdate update) {
        List<Member> there = members(raw);
        List<Member> merged = OwnFields.OF_ENTRY.replaceIfLater(there, OwnFields.ofEntry(update), there.size());
        return merged.equals(there) ? this : written(merged);
    }

    /** This one, or without its time where that is later. */
    Entry believedUntil(Instant latest) {
        return isLaterThan(latest) ? written(OwnFields.withoutTime(members(raw))) : this;
    }

    boolean isLaterThan(Instant time) {
        return OwnFields.renderedAt(members(raw)).isAfter(time);
    }

    /** None where it is no object. */
    static List<Member> members(String raw) {
        return raw.startsWith("{") ? RawJson.members(raw) : List.of();
    }

    /** The number counts, not how it is written: some write {@code 3} as {@code 3.0}. */
    static OptionalInt idOf(List<Member> members) {
        String id = "";
        for (Member member : members) {
            id = member.name().equals("id") ? member.raw() : id;
        }
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(new BigDecimal(id).intValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static Entry written(List<Member> members) {
        return of(members.stream()
                .map(member -> "    " + member.rawName() + " : " + member.raw())
                .collect(Collectors.joining(",\n", "{\n", "\n  }")));
    }
}
