package ai.viralclip.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Lives of two and of three workers, whatever goes wrong: one answer per record, nothing of what was purged after its
 * receipt, nothing that waits for ever, highlights complete, every permit returned.
 */
@ExtendWith(InModelTime.class)
@ResourceLock("levels of loggers")
class ProtocolModelTest {

    /** {@code -Dprotocol.runs=} for more, {@code -Dprotocol.from=} for others. */
    private static final int RUNS = Integer.getInteger("protocol.runs", 200);

    /** So many runs find each bug that was planted. */
    private static final int ENOUGH = 1_500;

    private static final long FROM = Long.getLong("protocol.from", 1);
    private static final Logger QUIET = (Logger) LoggerFactory.getLogger("ai.viralclip");

    @BeforeAll
    static void noLineForEachFault() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll
    static void asBefore() {
        QUIET.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theGuaranteesHoldWhateverGoesWrong(int workers) {
        Runs runs = new Runs(workers, Planted.NONE);
        for (long seed = FROM; seed < FROM + RUNS; seed++) {
            List<Step> steps = runs.steps(seed);
            if (runs.failure(seed, steps).isPresent()) {
                throw told(runs, seed, runs.shortened(seed, steps));
            }
        }
    }

    /** Brokers that were just started: its topic is not gone, and its receipt is not given up. */
    @Test
    void aPurgeHasItsReceiptWhereBrokersKnowNoTopicsForAWhileWhenItIsDone() {
        List<Step> steps = List.of(new Step.Purge(6_872, 0, false), new Step.Unknown(15_983, 9_900));
        Runs runs = new Runs(2, Planted.NONE);
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(runs.failure(seed, steps)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void theSameSeedIsTheSameRun() {
        Runs runs = new Runs(3, Planted.NONE);
        for (long seed = 1; seed < 10; seed++) {
            assertThat(runs.digest(seed)).as("seed %d", seed).isEqualTo(runs.digest(seed));
        }
    }

    /** {@code -Dprotocol.scopes=} how many seeds of each; a minute for each at least. */
    @Test
    @EnabledIfSystemProperty(named = "protocol.scopes", matches = "\\d+")
    void theGuaranteesHoldWithEachFaultAtEachCallOfSmallScopes() {
        Runs runs = new Runs(2, Planted.NONE);
        for (List<Step> scenario : Scopes.scenarios()) {
            for (long seed = 1; seed <= Integer.getInteger("protocol.scopes", 1); seed++) {
                long one = seed;
                Scopes.each(runs, seed, scenario, steps -> {
                    if (runs.failure(one, steps).isPresent()) {
                        throw told(runs, one, runs.shortened(one, steps));
                    }
                });
            }
        }
    }

    @Test
    void eachPlantedBugIsFound() {
        for (Planted bug : EnumSet.complementOf(EnumSet.of(Planted.NONE))) {
            Runs runs = new Runs(2, bug);
            Optional<AssertionError> found = Optional.empty();
            for (long seed = 1; seed <= ENOUGH && !Runs.kind(found).equals(bug.breaks); seed++) {
                found = runs.failure(seed, runs.steps(seed));
            }
            assertThat(Runs.kind(found)).as(bug.name()).isEqualTo(bug.breaks);
        }
    }

    private static AssertionError told(Runs runs, long seed, List<Step> shortest) {
        Optional<AssertionError> failure = runs.failure(seed, shortest);
        String steps = shortest.stream().map(Step::toString).collect(Collectors.joining("\n  "));
        return new AssertionError(
                "seed %d: %s%n  %s%n%s"
                        .formatted(
                                seed,
                                failure.map(Throwable::getMessage).orElse("?"),
                                steps,
                                String.join("\n", runs.notes(seed, shortest))),
                failure.orElse(null));
    }
}
