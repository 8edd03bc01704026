package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.Faults;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.StoreCall;
import ai.viralclip.worker.guarantees.harness.StoreFault;
import ai.viralclip.worker.guarantees.scenarios.Crew.Worker;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A store that fails in every way that stores are known to fail in. */
@LongOther
@Tag("scenario")
class StoreIT {

    /** Long enough for readiness to tell, in every build; a minute and more where it is about the guarantees. */
    private static final Duration OUTAGE = Duration.ofSeconds(Rounds.count() > 1 ? 60 : 15);

    /** Small, so that there are uploads in parts without much ado. */
    private static final Map<String, String> PARTS = Map.of(
            "CLIP_R2_TRANSFER_MULTIPART_THRESHOLD", "5MB",
            "CLIP_R2_TRANSFER_PART_SIZE", "5MB");

    /** Under each fault. */
    private static final int CLIPS = Rounds.count() > 1 ? 40 : 20;

    @TempDir
    Path temp;

    @Test
    void everyGuaranteeHoldsInWhicheverWayTheStoreFails() throws Exception {
        Random random = Rounds.random("store");
        try (Arena arena = Arena.open(temp, PARTS)) {
            arena.crew.add();
            arena.crew.addReady();
            Clips clips = new Clips(arena.files, random, 30);
            for (int round = 0; round < Rounds.count(); round++) {
                rules(random).forEach((fault, rule) -> under(rule, arena, clips));
            }
            for (int round = 0; round < Rounds.few(); round++) {
                blackHole(arena, clips);
            }
            assertThat(arena.outcomes.deadLetters()).isEmpty();
            arena.conclude(
                    new Scenario(5, "store: errors, cut bodies, lost replies, black hole, latency, slow replies"), 0);
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "guarantees.page",
            matches = ".+",
            disabledReason = "runs at length, with -Pguarantees: StoreFaultsIT has the key refused in every build")
    void everyGuaranteeHoldsWhileTheStoreRefusesTheKeyAndAfterIt() throws Exception {
        Random random = Rounds.random("denied");
        try (Arena arena = Arena.open(temp)) {
            Worker first = arena.crew.addReady();
            Worker second = arena.crew.addReady();
            try (Load _ = Load.start(arena, new Clips(arena.files, random, 30))) {
                for (int round = 0; round < Rounds.few(); round++) {
                    arena.awaitAnswers(arena.outcomes.answers().size() + CLIPS);
                    arena.store.rule(Faults.always(Faults.DENIED));
                    for (Worker worker : List.of(first, second)) {
                        await().atMost(Duration.ofMinutes(1)).until(() -> saysDenied(worker));
                    }
                    await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(5)).until(() -> true);
                    arena.store.behave();
                    arena.awaitAnswers(arena.guarantees.clips());
                }
            }
            assertThat(arena.outcomes.deadLetters()).isEmpty();
            arena.conclude(new Scenario(6, "store answers 403 (a rotated key), then recovers"), 0);
        }
    }

    @Test
    void allHoldsForTwoHundredClipsOfOneRunAtOneWriteASecond() throws Exception {
        Random random = Rounds.random("hot");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.addReady();
            arena.store.rule(Faults.oneWriteASecond(InstantSource.system()));
            for (int round = 0; round < Rounds.count(); round++) {
                List<ClipRendered> run = new ArrayList<>();
                for (int n = 0; n < 200; n++) {
                    run.add(arena.files.render("ana", "hot" + round, "split", n, 2_000 + random.nextInt(9_000)));
                }
                arena.publish(run);
                arena.awaitAllAnswered();
                assertThat(arena.store.traffic().writes("users/ana/hot" + round + "/highlights.json"))
                        .as("200 highlights share a few writes")
                        .isLessThan(60);
            }
            arena.conclude(new Scenario(7, "200 clips of one run at once, one write a second for each key"), 0);
        }
    }

    private static Map<String, Function<StoreCall, StoreFault>> rules(Random random) {
        Map<String, Function<StoreCall, StoreFault>> rules = new LinkedHashMap<>();
        rules.put("errors", Faults.sometimes(random, 20, call -> true, Faults.SERVER_ERRORS));
        rules.put("same object", Faults.sometimes(random, 20, StoreCall::isWrite, List.of(Faults.SAME_OBJECT)));
        rules.put("cut", Faults.sometimes(random, 20, StoreCall::isWrite, List.of(new StoreFault.CutBody())));
        rules.put("lost", Faults.sometimes(random, 20, StoreCall::isWrite, List.of(new StoreFault.LoseReply())));
        rules.put("latency", Faults.always(new StoreFault.Delay(Duration.ofSeconds(2))));
        rules.put(
                "slow", Faults.sometimes(random, 5, call -> true, List.of(new StoreFault.Drip(Duration.ofMillis(50)))));
        return rules;
    }

    private static void under(Function<StoreCall, StoreFault> rule, Arena arena, Clips clips) {
        arena.store.rule(rule);
        arena.publish(clips.next(CLIPS));
        arena.publish(List.of(clips.ofBytes(11_000_000)));
        arena.awaitAllAnswered();
        arena.store.behave();
    }

    private static void blackHole(Arena arena, Clips clips) {
        arena.store.rule(Faults.always(new StoreFault.BlackHole()));
        arena.publish(clips.next(CLIPS));
        await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(5)).until(() -> true);
        arena.store.behave();
        arena.awaitAllAnswered();
    }

    private static boolean saysDenied(Worker worker) {
        return worker.process().health("readiness").body().contains("store_denied");
    }
}
