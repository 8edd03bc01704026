package ai.viralclip.worker.local.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.deadletters.Commands.Ended;
import ai.viralclip.worker.local.deadletters.PutAside.Aside;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clips deadletters}, from a shell. */
final class DeadLettersCommandIT {

    private static LocalBroker broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker(@TempDir Path folder) {
        broker = LocalBroker.start(new LocalBroker.Options(folder.resolve("broker"), 0));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void tenThousandAreGroupedAndReplayedInAHeapOf64Mebibytes() throws Exception {
        PutAside aside = PutAside.on(broker.bootstrapServers(), "many");
        aside.add("source_missing", 0, 9_000);
        aside.add("size_mismatch", 9_000, 10_000);
        Commands commands = new Commands(aside, directory, "64m");

        Ended groups = commands.clips("reason:source_missing,size_mismatch");
        long before = System.nanoTime();
        Ended replay = commands.clips("replay", "reason:source_missing", "--yes", "--rate", "4000", "--json");
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(groups.status()).as(groups.err()).isZero();
        assertThat(groups.out()).contains("10,000 dead letters, 10,000 open; scanned 10,000 on many-dlt");
        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("\"done\" : 9000", "\"status\" : \"done\"");
        assertThat(took).isGreaterThan(Duration.ofMillis(2_200));
        assertThat(aside.replayedIds()).hasSize(9_000).doesNotHaveDuplicates();
    }

    @Test
    void wrongInputIsToldWhatToTypeInsteadAndEndsWith2() throws Exception {
        Commands commands = new Commands(PutAside.on(broker.bootstrapServers(), "wrong"), directory, "64m");

        assertThat(commands.clips("reson:source_missing"))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "clips: there is no term \"reson:\"; did you mean \"reason:\"? Terms are reason:, uid:, run:,"
                                + " since:, until:, state:\n"));
        assertThat(commands.clips("list", "reason:source_mising").err())
                .contains("did you mean reason:source_missing?");
        assertThat(commands.clips("show", "5-17"))
                .returns(2, Ended::status)
                .extracting(Ended::err)
                .asString()
                .contains("such as 5@17");
        assertThat(commands.clips("replay")).returns(2, Ended::status);
        assertThat(commands.clips("show", "1@17"))
                .returns(1, Ended::status)
                .extracting(Ended::err)
                .asString()
                .contains("there is no dead letter 1@17");
    }

    @Test
    void manyAreReplayedOnlyWhenThatIsConfirmed() throws Exception {
        PutAside aside = PutAside.on(broker.bootstrapServers(), "asked");
        aside.add("source_missing", 0, 3);
        Commands commands = new Commands(aside, directory, "64m");

        Ended dry = commands.clips("replay", "state:open", "--dry-run");
        Ended unasked = commands.clips("replay", "state:open");
        Ended most = commands.clips("replay", "state:open", "--max", "1", "--note", "one to see", "--as", "ana");
        Ended audit = commands.clips("audit");

        assertThat(dry.out()).contains("3  match state:open", "3  to replay", "scanned 3 on asked-dlt");
        assertThat(unasked).returns(2, Ended::status);
        assertThat(unasked.err()).contains("say --yes");
        assertThat(most).returns(0, Ended::status);
        assertThat(most.out()).startsWith("1 of 1 replayed in ");
        assertThat(aside.replayedIds()).hasSize(1);
        assertThat(audit.out()).contains("ana", "replay", "done", "state:open - one to see");
    }

    @Test
    void hostileTextIsInertOnATerminal() throws Exception {
        PutAside aside = PutAside.on(broker.bootstrapServers(), "hostile");
        String hostile = "\u001b[31m\u202etxt.\u0007\u009b2J\r\n";
        aside.add(List.of(new Aside("e\u001b]0;owned\u0007", hostile)
                .with("dlt-detail", hostile)
                .with("x-" + "name", hostile)
                .of(Optional.of("{\"title\":\"\u202e\u009b2J\u200f\",\"n\":1e400}"))));
        Commands commands = new Commands(aside, directory, "64m");

        for (Ended shown : List.of(
                commands.clips(),
                commands.clips("list"),
                commands.clips("show", "0@0"),
                commands.clips("show", "0@0", "--json"))) {
            assertThat(shown.status()).as(shown.err()).isZero();
            assertThat(shown.out().codePoints().filter(c -> c != '\n'))
                    .noneMatch(
                            c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
        }
        assertThat(commands.clips("show", "0@0").out()).contains("1e400");
    }
}
