package ai.viralclip.worker.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterDetail;
import ai.viralclip.operator.letters.LetterGroups;
import ai.viralclip.operator.letters.LetterList;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Scanned;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Skip;
import ai.viralclip.worker.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LetterTextTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Scanned SCANNED = new Scanned(1_234, Map.of(0, 1_234L), NOW);
    private static final String HOSTILE = "\u001b[31mred\u202etxt.\u0007\u009b2J\r\n";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Terminal out = new Terminal(new PrintStream(printed, true, UTF_8), false, false);
    private final LetterText text = new LetterText(out, "clip-rendered-dlt", NOW);

    private static Letter letter(String any, LetterState state) {
        return new Letter(
                new DeadLetterId(5, 17),
                any,
                any,
                Optional.of("ana"),
                Optional.empty(),
                Optional.of(any),
                NOW.minus(Duration.ofMinutes(90)),
                Optional.of(new Letter.Origin(any, 1, 2, Optional.empty())),
                10,
                1_200,
                state);
    }

    private static LetterDetail detail(String any) {
        return new LetterDetail(
                letter(any, new LetterState.Discarded(NOW, any, any)),
                Optional.of(any),
                List.of(new LetterDetail.HeaderText(any, any)),
                Optional.of(any),
                false,
                12,
                List.of(new LetterDetail.Moment(NOW, any, Optional.empty())),
                "bring the file back, then replay",
                SCANNED);
    }

    private static AuditEntry entry(String any, AuditEntry.Status status) {
        return new AuditEntry(
                "1",
                AuditEntry.Kind.REPLAY,
                any,
                any,
                any,
                NOW.minusSeconds(3),
                NOW,
                status,
                4_000,
                1_500,
                Map.of("not_taken", 2L),
                Optional.of(any));
    }

    private String printed() {
        return printed.toString(UTF_8);
    }

    @Test
    void numbersAreAlignedAndAnAnswerSaysHowFarItReaches() {
        text.print(new LetterGroups(List.of(group("source_missing", 1_200), group("size_mismatch", 9)), 0, SCANNED));

        assertThat(printed()).isEqualTo("""
                        REASON           OPEN    ALL  OLDEST  NEWEST  1 H  HOUR BEFORE  24 H  NEXT STEP
                        source_missing  1,200  1,201      3d      5m    3            1    14  do something
                        size_mismatch       9     10      3d      5m    3            1    14  do something
                        1,211 dead letters, 1,209 open; scanned 1,234 on clip-rendered-dlt, as it was at 2026-11-29T12:00:00Z
                        """);
    }

    private static LetterGroups.Group group(String reason, long open) {
        return new LetterGroups.Group(
                reason,
                open + 1,
                open,
                NOW.minus(Duration.ofDays(3)),
                NOW.minus(Duration.ofMinutes(5)),
                3,
                1,
                14,
                "do something");
    }

    @Test
    void aListHasALineForEachLetter() {
        text.print(new LetterList(List.of(letter("source_missing", new LetterState.Open())), 40, SCANNED));

        assertThat(printed())
                .contains("5@17  source_missing  ana/?   1h     10    1,200  open   source_missing")
                .contains("1 of 40 that match; scanned 1,234 on clip-rendered-dlt");
    }

    @Test
    void whatIsPlannedIsCountedWithWhyTheOthersAreLeftAlone() {
        new PlanText(out, "clip-rendered-dlt")
                .print(new Plan(
                        AuditEntry.Kind.REPLAY,
                        Selection.parse(List.of("uid:ana")),
                        false,
                        1_210,
                        1_200,
                        Map.of(Skip.REPLAYED, 10L),
                        "id",
                        SCANNED));

        assertThat(printed()).startsWith("""
                          1,210  match uid:ana
                          1,200  to replay
                             10  left alone: already replayed
                        """);
    }

    @Test
    void howItEndedIsOneLineAndOneCode() {
        AuditEntry cancelled = entry("bo", AuditEntry.Status.CANCELLED);
        new AuditText(out).print(cancelled);

        assertThat(printed()).isEqualTo("""
                        1,500 of 4,000 replayed in 3.0 s; cancelled by bo: the same command goes on from here
                        left alone: 2 not_taken
                        """);
        assertThat(ExitCodes.of(cancelled)).isEqualTo(3);
        assertThat(ExitCodes.of(entry("bo", AuditEntry.Status.DONE)))
                .as("two were not taken")
                .isEqualTo(3);
        assertThat(ExitCodes.of(Refused.wrongInput("no"))).isEqualTo(2);
    }

    @Test
    void textOfOthersSteersNoTerminal() {
        text.print(new LetterGroups(List.of(group(HOSTILE, 1)), 0, SCANNED));
        text.print(new LetterList(
                List.of(
                        letter(HOSTILE, new LetterState.Open()),
                        letter(HOSTILE, new LetterState.Replayed(NOW, HOSTILE, HOSTILE))),
                2,
                SCANNED));
        text.print(detail(HOSTILE));
        new AuditText(out).print(List.of(entry(HOSTILE, AuditEntry.Status.RUNNING)));
        new AuditText(out).print(entry(HOSTILE, AuditEntry.Status.CANCELLED));
        out.line(LetterJson.of(detail(HOSTILE)));

        assertThat(printed()).contains("\\u001b[31mred\\u202etxt.\\u0007\\u009b2J\\u000d");
        assertThat(printed().codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void jsonIsInSnakeCaseWithIdsAndStatesAsText() {
        assertThat(LetterJson.of(letter("source_missing", new LetterState.Replayed(NOW, "ana", "")))
                        .replaceAll("\\s+", " "))
                .contains(
                        "\"id\" : \"5@17\"",
                        "\"event_id\" : \"source_missing\"",
                        "\"state\" : { \"state\" : \"replayed\", \"at\" : \"2026-11-29T12:00:00Z\", \"by\" : \"ana\"",
                        "\"run\" : null");
    }
}
