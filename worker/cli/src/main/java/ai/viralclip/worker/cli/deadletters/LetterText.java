package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.Harmless;
import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterDetail;
import ai.viralclip.operator.letters.LetterGroups;
import ai.viralclip.operator.letters.LetterList;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.Scanned;
import ai.viralclip.worker.cli.Table;
import ai.viralclip.worker.cli.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Dead letters, for people.
 *
 * @param now what ages count to
 */
record LetterText(Terminal out, String topic, Instant now) {

    private static final int LONGEST_DETAIL = 100;

    void print(LetterGroups groups) {
        if (!groups.groups().isEmpty()) {
            Table table = Table.of(
                    "REASON", "OPEN>", "ALL>", "OLDEST>", "NEWEST>", "1 H>", "HOUR BEFORE>", "24 H>", "NEXT STEP");
            groups.groups()
                    .forEach(group -> table.row(
                            named(group.reason()),
                            count(group.open()),
                            count(group.count()),
                            age(group.oldest()),
                            age(group.newest()),
                            count(group.lastHour()),
                            count(group.hourBefore()),
                            count(group.lastDay()),
                            group.nextStep()));
            print(table);
        }
        long open = groups.groups().stream().mapToLong(LetterGroups.Group::open).sum();
        long all = groups.groups().stream().mapToLong(LetterGroups.Group::count).sum() + groups.others();
        out.line(count(all) + (all == 1 ? " dead letter, " : " dead letters, ") + count(open) + " open; "
                + scanned(groups.scanned(), topic));
    }

    void print(LetterList list) {
        if (!list.letters().isEmpty()) {
            Table table = Table.of("ID>", "REASON", "RUN", "AGE>", "TRIED>", "REPLAYS>", "STATE", "DETAIL");
            list.letters()
                    .forEach(letter -> table.row(
                            letter.id().toString(),
                            named(letter.reason()),
                            run(letter),
                            age(letter.at()),
                            count(letter.attempts()),
                            count(letter.replays()),
                            letter.state().wireName(),
                            Harmless.text(shortened(letter.detail()))));
            print(table);
        }
        out.line(count(list.letters().size()) + " of " + count(list.matching()) + " that match; "
                + scanned(list.scanned(), topic));
    }

    void print(LetterDetail detail) {
        Letter letter = detail.letter();
        out.line(out.bold(letter.id() + "  " + named(letter.reason())) + "  " + state(letter.state()));
        out.line(Harmless.text(letter.detail()));
        out.line("next: " + detail.nextStep());
        out.line("");
        Table facts = Table.of("", "");
        facts.row("run", run(letter));
        facts.row("key", Harmless.text(detail.key().orElse("none")));
        detail.headers().forEach(header -> facts.row(Harmless.text(header.name()), Harmless.text(header.value())));
        facts.lines().stream().skip(1).forEach(out::line);
        out.line("");
        out.line(out.bold("EVENT") + "  " + count(detail.valueBytes()) + " bytes"
                + (detail.event().isEmpty() ? ", not kept" : detail.eventIsJson() ? "" : ", no JSON"));
        detail.event().map(Harmless::lines).ifPresent(out::line);
        out.line("");
        Table timeline = Table.of("TIME", "LETTER>", "WHAT HAPPENED");
        detail.timeline()
                .forEach(moment -> timeline.row(
                        moment.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                        moment.id().map(Object::toString).orElse(""),
                        Harmless.text(moment.what())));
        print(timeline);
        if (letter.state() instanceof LetterState.Open) {
            out.line("");
            out.line("clips deadletters replay " + letter.id() + "   or   discard " + letter.id() + " --why TEXT");
        }
    }

    /** How far an answer reaches. */
    static String scanned(Scanned scanned, String topic) {
        return "scanned " + count(scanned.records()) + " on " + Harmless.text(topic) + ", as it was at "
                + scanned.at().truncatedTo(ChronoUnit.SECONDS);
    }

    private void print(Table table) {
        List<String> lines = table.lines();
        out.line(out.bold(lines.getFirst()));
        lines.stream().skip(1).forEach(out::line);
    }

    private static String named(String reason) {
        return reason.isEmpty() ? "(none)" : Harmless.text(shortened(reason));
    }

    private static String run(Letter letter) {
        return letter.uid().orElse("?") + "/" + letter.run().orElse("?");
    }

    private static String state(LetterState state) {
        return switch (state) {
            case LetterState.Open _ -> "open";
            case LetterState.Replayed(var at, var by, var _) ->
                "replayed by " + Harmless.text(by) + " at " + at.truncatedTo(ChronoUnit.SECONDS);
            case LetterState.Discarded(var at, var by, var why) ->
                "discarded by " + Harmless.text(by) + " at " + at.truncatedTo(ChronoUnit.SECONDS) + ": "
                        + Harmless.text(why);
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL - 1) + "…";
    }

    /** {@code 45s}, {@code 12m}, {@code 3h}, {@code 5d}; as a filter takes it. */
    private String age(Instant at) {
        Duration age = Duration.between(at, now);
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toMinutes() < 1) {
            return age.toSeconds() + "s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 1 ? age.toHours() + "h" : age.toDays() + "d";
    }

    private static String count(long letters) {
        return String.format(Locale.ROOT, "%,d", letters);
    }
}
