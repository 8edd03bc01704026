package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.guarantees.promises.Guarantees;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What came of a scenario.
 *
 * @param clips records of {@code clip-rendered} that keep the contract
 * @param kills of workers and brokers, with SIGKILL
 * @param faults others that were injected: refused and cut requests, replies lost, files gone, workers frozen
 * @param broken what broke each guarantee that did not hold, by its name
 */
record Verdict(
        Scenario scenario,
        int clips,
        int kills,
        int faults,
        int lost,
        int doubled,
        Duration worstDelay,
        Map<String, List<String>> broken) {

    private static final Duration QUIET = Duration.ofSeconds(60);

    /** One row of the report. */
    record Scenario(int number, String fault) {}

    /** Waits until every record is answered and nothing is at work, then asks the guarantees. */
    static Verdict of(Arena arena, Scenario scenario, int faults) {
        try {
            arena.awaitAllAnswered();
            await().atMost(QUIET)
                    .until(() -> arena.crew.ledgers().stream().allMatch(ledger -> ledger.get("clip_in_flight") == 0));
        } catch (ConditionTimeoutException e) {
            // What is missing is for the guarantees to say.
        }
        Map<String, List<String>> broken = arena.guarantees.violations(arena.aftermath());
        Guarantees seen = arena.guarantees;
        Verdict verdict = new Verdict(
                scenario,
                seen.clips(),
                arena.kills(),
                faults + arena.store.injected(),
                seen.lost(),
                seen.doubled(),
                seen.worstDelay(),
                broken);
        Report.add(verdict);
        return verdict;
    }

    void assertHeld() {
        assertThat(broken).as("%d %s", scenario.number(), scenario.fault()).isEmpty();
    }
}
