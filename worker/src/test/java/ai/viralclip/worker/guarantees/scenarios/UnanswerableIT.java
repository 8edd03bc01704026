package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.EventType;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.Topics;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.promises.Published;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records and requests whose answers no broker takes, among others that are answered as ever. */
@LongOther
@Tag("scenario")
class UnanswerableIT {

    private static final String GONE = "replies-that-went";
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final int NEARLY_ONE_MIB = 1_000_000;
    private static final int MORE_THAN_A_DEAD_LETTER_MAY_HAVE = 12 * 1024 * 1024;

    @TempDir
    Path temp;

    @Test
    void allHoldsAmongRecordsAndRequestsThatNobodyCanAnswer() throws Exception {
        Random random = Rounds.random("unanswerable");
        int odd = 0;
        try (Arena arena = Arena.open(temp, Map.of("CLIP_REQUESTS_REPLY_TOPICS", GONE));
                OddRecords records = new OddRecords(arena.brokers.innerServers(), InstantSource.system())) {
            arena.crew.add();
            arena.crew.addReady();
            Clips clips = new Clips(arena.files, random, 40);
            ClipRendered some = clips.next(1).getFirst();
            arena.publish(List.of(some));
            arena.awaitAllAnswered();
            delete(arena, GONE);
            try (Load _ = Load.start(arena, clips)) {
                for (int round = 0; round < Rounds.count(); round++) {
                    odd += unanswerableRecords(arena, records, "odd" + round);
                    odd += unanswerableRequests(records, some, "gone" + round);
                    othersAreAnswered(arena, some, "gone" + round);
                }
            }
            arena.conclude(new Scenario(16, "records and requests whose answers no broker takes"), odd);
        }
    }

    private static int unanswerableRecords(Arena arena, OddRecords records, String user)
            throws ExecutionException, InterruptedException {
        List<Published> all = List.of(
                records.withTitleOf(MORE_THAN_A_DEAD_LETTER_MAY_HAVE, clip(arena, user, 1)),
                records.withKeyOf(NEARLY_ONE_MIB, clip(arena, user, 2), Fate.READY),
                records.withKeyOf(NEARLY_ONE_MIB, outside(arena, user, 3), Fate.FAILED),
                records.withHeaderOf(NEARLY_ONE_MIB, outside(arena, user, 4), Fate.FAILED));
        all.forEach(arena.guarantees::onRendered);
        return all.size();
    }

    private static int unanswerableRequests(OddRecords records, ClipRendered some, String user)
            throws ExecutionException, InterruptedException {
        ClipsRequested list =
                new ClipsRequested(some.uid(), some.runId(), Optional.empty(), Optional.empty(), Optional.empty());
        PurgeRequested purge = new PurgeRequested(new Uid(user), Optional.empty(), Optional.empty());
        String run = some.uid() + "/" + some.runId();
        records.ask(EventType.CLIPS_REQUESTED, list, run, GONE, 36);
        records.ask(EventType.CLIPS_REQUESTED, list, run, Topics.CLIPS_LISTED, NEARLY_ONE_MIB);
        records.ask(EventType.PURGE_REQUESTED, purge, user, GONE, 36);
        records.ask(EventType.PURGE_REQUESTED, purge, user, Topics.PURGE_COMPLETED, NEARLY_ONE_MIB);
        return 4;
    }

    /** Those on the same partitions too, and the clips of a user whose purge could tell nobody that it ended. */
    private static void othersAreAnswered(Arena arena, ClipRendered some, String user) throws Exception {
        try (RequestClient client = RequestClient.connect(
                Map.of("bootstrap.servers", arena.brokers.innerServers()), InstantSource.system())) {
            ClipsRequested list =
                    new ClipsRequested(some.uid(), some.runId(), Optional.empty(), Optional.empty(), Optional.empty());
            assertThat(client.list(list, WITHIN).clips()).isNotEmpty();
        }
        arena.publish(List.of(clip(arena, user, 1)));
        assertThat(arena.purge(user + "-other")).succeedsWithin(WITHIN);
    }

    private static ClipRendered clip(Arena arena, String user, int n) {
        return arena.files.render(user, "r", "split", n, 10_000);
    }

    /** One whose video lies where no media may lie. */
    private static ClipRendered outside(Arena arena, String user, int n) {
        return arena.files.announce(
                user,
                "r",
                "split",
                n,
                RenderedFiles.media(Path.of("/etc/hostname")),
                clip(arena, user, n).thumbnail());
    }

    private static void delete(Arena arena, String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", arena.brokers.innerServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
