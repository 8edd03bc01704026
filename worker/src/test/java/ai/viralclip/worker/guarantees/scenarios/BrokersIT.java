package ai.viralclip.worker.guarantees.scenarios;

import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.KafkaTap;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are killed, one, the one that matters, and more than may be. */
@LongOther
@Tag("scenario")
class BrokersIT {

    private static final Duration IN_SYNC = Duration.ofMinutes(3);

    @TempDir
    Path temp;

    @Test
    void everyGuaranteeHoldsWhicheverBrokersAreKilled() throws Exception {
        Random random = Rounds.random("brokers");
        try (Arena arena = Arena.replicated(temp)) {
            arena.crew.addReady(Map.of("SPRING_KAFKA_PRODUCER_TRANSACTION_ID_PREFIX", "first-"));
            arena.crew.addReady();
            try (Load _ = Load.start(arena, new Clips(arena.files, random, 40))) {
                for (int round = 0; round < Rounds.count(); round++) {
                    inTurn(random).forEach(broker -> killOne(arena, broker));
                    killTheCoordinatorInMidTransaction(arena);
                    killTwo(arena, random.nextInt(3));
                }
            }
            arena.conclude(
                    new Scenario(4, "brokers killed in turn; the coordinator in mid transaction; two of three"), 0);
        }
    }

    /** In every build one of them; each takes half a minute to come back. */
    private static IntStream inTurn(Random random) {
        return Rounds.count() > 1 ? IntStream.range(0, 3) : IntStream.of(random.nextInt(3));
    }

    private static void killOne(Arena arena, int broker) {
        arena.killBroker(broker);
        goOn(arena);
        restart(arena, broker);
    }

    private static void killTheCoordinatorInMidTransaction(Arena arena) {
        Worker worker = arena.crew.alive().getFirst();
        int coordinator = arena.brokers.transactionCoordinator("first-0");
        AtomicInteger killed = new AtomicInteger();
        arena.tap.onRequest(
                request ->
                        request.kind() == ApiKeys.END_TXN && request.clientId().startsWith(worker.name()),
                _ -> {
                    arena.killBroker(coordinator);
                    killed.incrementAndGet();
                    return KafkaTap.Then.CUT;
                });
        await().atMost(Duration.ofMinutes(2)).until(() -> killed.get() == 1);
        goOn(arena);
        restart(arena, coordinator);
    }

    /** Nothing can be committed meanwhile, and nothing is lost. */
    private static void killTwo(Arena arena, int spared) {
        int one = (spared + 1) % 3;
        int other = (spared + 2) % 3;
        arena.killBroker(one);
        arena.killBroker(other);
        await().pollDelay(Duration.ofSeconds(8)).until(() -> true);
        arena.brokers.restart(one);
        restart(arena, other);
        goOn(arena);
    }

    private static void restart(Arena arena, int broker) {
        arena.brokers.restart(broker);
        arena.brokers.awaitInSync(IN_SYNC);
    }

    private static void goOn(Arena arena) {
        arena.awaitAnswers(arena.outcomes.answers().size() + 10);
    }
}
