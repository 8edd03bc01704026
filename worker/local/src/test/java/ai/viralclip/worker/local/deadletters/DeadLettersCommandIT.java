package ai.viralclip.worker.local.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.deadletters.Commands.Ended;
import java.nio.file.Path;
import java.time.Duration;
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
        Ended replay = commands.clips("replay", "reason:source_missing", "--yes", "--rate", "4000", "--json");
        AuditEntry audited = aside.operator().audit(1).getFirst();

        assertThat(groups.status()).as(groups.err()).isZero();
        assertThat(groups.out()).contains("10,000 dead letters, 10,000 open; scanned 10,000 on many-dlt");
        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("\"done\" : 9000", "\"status\" : \"done\"");
        assertThat(Duration.between(audited.startedAt(), audited.at()))
                .as("9,000 at 4,000 a second")
                .isGreaterThan(Duration.ofMillis(2_200));
        assertThat(aside.replayedIds()).hasSize(9_000).doesNotHaveDuplicates();
    }

    @Test
    void manyAreReplayedOnlyWhenThatIsConfirmed() throws Exception {
        PutAside aside = PutAside.on(broker.bootstrapServers(), "asked");
        aside.add("source_missing", 0, 3);
        Commands commands = new Commands(aside, directory, "64m");

        Ended dry = commands.clips("replay", "state:open", "--dry-run");
        Ended unasked = commands.clips("replay", "state:open");
        Ended most = commands.clips("replay", "state:open", "--max", "1", "--note", "one to see", "--as", "ana");

        assertThat(dry.out()).contains("3  match state:open", "3  to replay", "scanned 3 on asked-dlt");
        assertThat(unasked).returns(2, Ended::status);
        assertThat(unasked.err()).contains("say --yes");
        assertThat(most).returns(0, Ended::status);
        assertThat(most.out()).startsWith("1 of 1 replayed in ");
        assertThat(aside.replayedIds()).hasSize(1);
        assertThat(aside.operator().audit(1))
                .first()
                .returns("ana", AuditEntry::by)
                .returns("one to see", AuditEntry::note)
                .returns(1L, AuditEntry::done);
    }
}
