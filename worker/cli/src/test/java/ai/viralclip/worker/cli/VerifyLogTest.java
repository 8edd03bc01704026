package ai.viralclip.worker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.contracts.VerifyCompleted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs get to see of a verification, page by page. */
final class VerifyLogTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void findingsComeWithWhatMendsThemAndThenTheSum() throws Exception {
        VerifyLog log = log(false);
        log.page(example());
        log.page(page(List.of(), Optional.empty()));

        assertThat(log.end()).isFalse();
        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "object_without_entry  users/u_7f3k/run_2026-11-02_a1/clips/clip_left_focus_3.mp4",
                        "    highlights.json has no highlight 3",
                        "    mend: send its clip-rendered once more, or replay its dead letter; the object is left as it is",
                        "2 runs, 1,025 objects, 1 open uploads, 12 answers, 3 dead letters (212.5 MB, 212.4 MB read),"
                                + " 2 too young to be judged: 1 disagreements {object_without_entry=1}");
    }

    @Test
    void eachPageIsToldWithWhatResumesAfterIt() throws Exception {
        VerifyLog log = log(false);
        log.page(example());
        log.brokenOff();

        assertThat(progress.toString(UTF_8).lines())
                .containsExactly(
                        "1 runs, 25 objects, 1 open uploads, 12 answers, 3 dead letters, 1 found; at"
                                + " users/u_7f3k/run_2026-11-02_a1/highlights.json; --resume=ZDowOjA",
                        "clips: goes on with --resume=ZDowOjA");
    }

    @Test
    void aNoteDoesNotCountAgainstTheBucket() {
        VerifyLog log = log(false);
        Finding note = new Finding(
                FindingKind.DEAD_LETTER_ANSWERED,
                true,
                Optional.empty(),
                Optional.empty(),
                "dlt-0@1",
                "old",
                "nothing");
        log.page(page(List.of(note), Optional.empty()));

        assertThat(log.end()).isTrue();
        assertThat(out.toString(UTF_8)).contains("    note: nothing\n").endsWith(": all agree\n");
    }

    @Test
    void programsGetALineForEachFindingAndOneForAll() throws Exception {
        VerifyLog log = log(true);
        log.page(example());
        log.end();

        List<JsonNode> lines =
                out.toString(UTF_8).lines().map(new JsonMapper()::readTree).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().path("kind").asString()).isEqualTo("object_without_entry");
        assertThat(lines.getFirst().path("mend").asString()).startsWith("send its clip-rendered");
        assertThat(lines.getLast().path("agree").asBoolean()).isFalse();
        assertThat(lines.getLast().path("bytes_read").asLong()).isEqualTo(212_443_871);
        assertThat(lines.getLast().at("/found/object_without_entry").asInt()).isEqualTo(1);
    }

    private VerifyLog log(boolean json) {
        return new VerifyLog(
                new Terminal(new PrintStream(out, true, UTF_8), false, false),
                new Terminal(new PrintStream(progress, true, UTF_8), false, false),
                json);
    }

    private static VerifyCompleted page(List<Finding> findings, Optional<String> next) {
        return new VerifyCompleted(
                Optional.empty(),
                Optional.empty(),
                false,
                1,
                1_000,
                20_000,
                0,
                0,
                0,
                0,
                0,
                findings,
                "users/u2/",
                next,
                "request");
    }

    private static VerifyCompleted example() throws Exception {
        byte[] json = Files.readAllBytes(Path.of("../../contracts/examples/verify-completed.json"));
        return new EventCodec().decode(json, VerifyCompleted.class);
    }
}
