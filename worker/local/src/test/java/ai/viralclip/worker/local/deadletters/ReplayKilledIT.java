package ai.viralclip.worker.local.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.worker.local.LocalBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code clips deadletters replay} killed with SIGKILL wherever it is, and run again: each letter is on the topic of
 * rendered clips exactly once, for whoever reads what is committed. Three rounds in a normal build;
 * {@code -Dreplay.rounds=N} for more.
 */
final class ReplayKilledIT {

    private static final int ROUNDS = Integer.getInteger("replay.rounds", 3);
    private static final int LETTERS_OF_A_ROUND = 60;

    /** Batches of 25: a round has a handful of transactions. */
    private static final String RATE = "100";

    @Test
    void aKilledReplayIsGoneOnWithAndNothingIsReplayedTwice(@TempDir Path directory) throws Exception {
        try (LocalBroker broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("broker"), 0))) {
            PutAside aside = PutAside.on(broker.bootstrapServers(), "killed");
            Commands commands = new Commands(aside, directory, "64m");
            SplittableRandom random = new SplittableRandom(20_261_129);
            int killed = 0;
            for (int round = 0; round < ROUNDS; round++) {
                aside.add("source_missing", round * LETTERS_OF_A_ROUND, (round + 1) * LETTERS_OF_A_ROUND);
                killed +=
                        isKilled(commands.start("replay", "state:open", "--yes", "--take-over", "--rate", RATE), random)
                                ? 1
                                : 0;
            }
            Commands.Ended last = commands.clips("replay", "state:open", "--yes", "--take-over", "--rate", "5000");

            assertThat(last.status()).as(last.err()).isZero();
            System.out.println(killed + " of " + ROUNDS + " killed, " + interrupted(aside) + " at work");
            assertThat(interrupted(aside)).as("killed at work").isGreaterThanOrEqualTo(ROUNDS / 4);
            assertEachOnce(aside);
        }
    }

    /** Somewhere between the start of its JVM and its end; mostly while it is at work. */
    private static boolean isKilled(Process replay, SplittableRandom random) throws Exception {
        boolean early = random.nextInt(4) == 0;
        if (!early) {
            awaitWork(replay);
        }
        boolean ended = replay.waitFor(random.nextInt(early ? 1_500 : 600), TimeUnit.MILLISECONDS);
        replay.destroyForcibly();
        assertThat(replay.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return !ended;
    }

    /** Until it says {@code 0 of 60 replayed}. */
    private static void awaitWork(Process replay) throws IOException {
        StringBuilder said = new StringBuilder();
        InputStream err = replay.getErrorStream();
        int next = err.read();
        while (next >= 0 && said.indexOf("replayed") < 0) {
            said.append((char) next);
            next = err.read();
        }
    }

    /** How many were killed between their first transaction and their last. */
    private static long interrupted(PutAside aside) {
        return aside.operator().audit(1_000).stream()
                .filter(entry -> entry.status() == AuditEntry.Status.INTERRUPTED)
                .filter(entry -> entry.done() < entry.planned())
                .count();
    }

    private static void assertEachOnce(PutAside aside) {
        List<String> all = IntStream.range(0, ROUNDS * LETTERS_OF_A_ROUND)
                .mapToObj(number -> "event-" + number)
                .toList();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(aside.replayedIds()).hasSameSizeAs(all));
        assertThat(aside.replayedIds()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(aside.operator().list(Filter.ALL, 10_000).letters())
                .hasSameSizeAs(all)
                .allSatisfy(letter -> assertThat(letter.state()).isInstanceOf(LetterState.Replayed.class));
        assertThat(aside.operator().audit(1_000).stream()
                        .mapToLong(AuditEntry::done)
                        .sum())
                .as("what the audit counts is what was done")
                .isEqualTo(all.size());
    }
}
