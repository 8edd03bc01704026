package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.harness.Faults;
import ai.viralclip.worker.guarantees.harness.LongOther;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.StoreCall;
import ai.viralclip.worker.guarantees.harness.StoreFault;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backlog before a store that somebody has set up wrongly: what it refuses is no clip's fault. */
@LongOther
@Tag("scenario")
class MisconfiguredStoreIT {

    private static final int BACKLOG = 60;
    private static final Duration HALTED_WITHIN = Duration.ofMinutes(1);

    /** More than a clip that the store refuses is tried for, where somebody wants to see it. */
    private static final Duration REFUSES_FOR = Duration.ofSeconds(Rounds.count() > 1 ? 75 : 3);

    @TempDir
    Path temp;

    /** What the store says, and to which requests. */
    private enum Mistake {
        KEY_OF_KMS_DISABLED(StoreCall::isWrite, 400, "KMS.DisabledException"),
        QUOTA(StoreCall::isWrite, 403, "QuotaExceeded"),
        ACCESS(call -> true, 403, "AccessDenied"),
        HEADER_THAT_IS_NOT_TAKEN_ANY_MORE(StoreCall::isWrite, 400, "InvalidRequest"),
        CODE_THAT_NOBODY_HEARD_OF(StoreCall::isWrite, 400, "CustomerActionRequired"),
        READ_ONLY(StoreCall::isWrite, 405, "MethodNotAllowed"),
        LOCKED(StoreCall::isWrite, 423, "Locked"),
        FOR_LEGAL_REASONS(call -> true, 451, "UnavailableForLegalReasons"),
        WITHOUT_A_NAME(call -> true, 403, "");

        @SuppressWarnings("ImmutableEnumChecker") // What it captures is constant.
        private final Predicate<StoreCall> refused;

        @SuppressWarnings("ImmutableEnumChecker") // A record of a number and texts.
        private final StoreFault answer;

        Mistake(Predicate<StoreCall> refused, int status, String code) {
            this.refused = refused;
            this.answer = new StoreFault.Refuse(status, code, "Refused by the settings of this bucket.");
        }

        StoreFault of(StoreCall call) {
            return refused.test(call) ? answer : Faults.NONE;
        }
    }

    @Test
    void allHoldsThoughAMisconfiguredStoreRefusesTheWholeBacklog() throws Exception {
        Random random = Rounds.random("misconfigured");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.add();
            arena.crew.addReady();
            Clips clips = new Clips(arena.files, random, 40);
            int requests = 0;
            for (int round = 0; round < Rounds.few(); round++) {
                for (Mistake mistake : inTurn(random)) {
                    refuseAll(arena, clips, mistake);
                    assertThat(arena.store.injected())
                            .as("requests refused by %s", mistake)
                            .isGreaterThan(requests);
                    requests = arena.store.injected();
                }
            }
            assertThat(arena.outcomes.deadLetters()).isEmpty();
            arena.conclude(new Scenario(19, "a backlog before a store that is misconfigured, in nine ways"), 0);
        }
    }

    /** In every build the one that looks most like a clip's own fault, and one of the others. */
    private static List<Mistake> inTurn(Random random) {
        List<Mistake> all = new ArrayList<>(List.of(Mistake.values()));
        Collections.shuffle(all, random);
        all.remove(Mistake.HEADER_THAT_IS_NOT_TAKEN_ANY_MORE);
        all.addFirst(Mistake.HEADER_THAT_IS_NOT_TAKEN_ANY_MORE);
        return Rounds.count() > 1 ? all : all.subList(0, 2);
    }

    private static void refuseAll(Arena arena, Clips clips, Mistake mistake) {
        arena.store.rule(mistake::of);
        arena.publish(clips.next(BACKLOG));
        await(mistake + " halts").atMost(HALTED_WITHIN).until(() -> areHalted(arena));
        await(mistake + " stays")
                .pollDelay(REFUSES_FOR)
                .atMost(REFUSES_FOR.plusSeconds(10))
                .until(() -> areHalted(arena));
        assertThat(arena.outcomes.deadLetters())
                .as("dead letters by %s", mistake)
                .isEmpty();
        arena.store.behave();
        arena.awaitAllAnswered();
    }

    private static boolean areHalted(Arena arena) {
        return arena.crew.alive().stream()
                .allMatch(
                        worker -> isHalted(worker.process().health("readiness").body()));
    }

    /** A proof whose reply is late leaves the gate closed, under another name. */
    private static boolean isHalted(String readiness) {
        return readiness.contains("store_denied") || readiness.contains("bucket_unproved");
    }
}
