package ai.viralclip.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Topics;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** Its next owner does not know its topic at first, and goes to the committed offset by itself. */
    @Test
    void nothingIsAnsweredTwiceWhereALogLostItsEndInARebalance() {
        List<Step> steps = List.of(
                new Step.Clip(4_153, 0, 1, 0),
                new Step.Clip(4_409, 0, 1, 0),
                new Step.Clip(12_862, 0, 1, 0),
                new Step.Kill(15_754, 0, 32_000),
                new Step.Truncate(20_768, 0, 2));
        holds(steps, 8_740, 8_790);
    }

    /**
     * The transaction that answers the last one comes to nothing: what is committed says more than that, of another
     * log.
     */
    @Test
    void commitsOfALogThatLostItsEndSettleNothingThatCameAfter() {
        List<Step> steps = List.of(
                new Step.Clip(2_000, 0, 1, 0),
                new Step.Clip(3_000, 0, 2, 0),
                new Step.Clip(4_000, 0, 3, 0),
                new Step.Truncate(9_000, 0, 2),
                new Step.Broker(9_500, 0, new Wire.Fault("commit", Wire.Wrong.REFUSED, 1)),
                new Step.Broker(9_500, 1, new Wire.Fault("commit", Wire.Wrong.REFUSED, 1)),
                new Step.Clip(10_000, 0, 4, 0));
        holds(steps, 1, 10);
    }

    /** An answer, and a rebalance, before anybody could see that the topic is another one. */
    @Test
    void nothingIsAnsweredTwiceWhereATopicWasJustMadeAnewAndMoves() {
        List<Step> steps = List.of(
                new Step.Shuffle(13_381),
                new Step.Recreate(17_281, Topics.CLIP_RENDERED),
                new Step.Clip(17_463, 0, 2, 0),
                new Step.Shuffle(18_373));
        holds(steps, 1, 60);
    }

    /** Nothing was committed before; the first waits for a purge of its user to end. */
    @Test
    void whatALogKeptIsAnsweredThoughNothingOfItWasSettled() {
        List<Step> steps = List.of(
                new Step.Purge(5_545, 0, true),
                new Step.Clip(10_845, 0, 1, 0),
                new Step.Clip(12_719, 0, 2, 0),
                new Step.Truncate(13_500, 0, 1),
                new Step.Clip(14_000, 0, 3, 0));
        holds(steps, 1, 10);
    }

    /** While the first is stored still, two later ones are settled; the log loses both, and has two others then. */
    @Test
    void whatALogHasInPlaceOfWhatItLostIsNotPassedOverByItsNextOwner() {
        Wire.Fault slow = new Wire.Fault("put", Wire.Wrong.SLOW, 8_000);
        List<Step> steps = List.of(
                new Step.Store(500, 0, slow),
                new Step.Store(500, 1, slow),
                new Step.Clip(2_000, 0, 1, 0),
                new Step.Clip(3_000, 0, 2, 0),
                new Step.Clip(3_500, 0, 3, 0),
                new Step.Freeze(6_000, 0, 14_000),
                new Step.Freeze(6_000, 1, 14_000),
                new Step.Truncate(9_000, 0, 2),
                new Step.Clip(10_000, 0, 4, 0),
                new Step.Clip(10_001, 0, 5, 0));
        holds(steps, 1, 10);
    }

    /** Brokers that were just started: its topic is not gone, and its receipt is not given up. */
    @Test
    void aPurgeHasItsReceiptThoughBrokersKnowNoTopicsForAWhile() {
        List<Step> steps = List.of(new Step.Purge(6_872, 0, false), new Step.Unknown(15_983, 9_900));
        holds(steps, 1, 10);
    }

    /** Answered before it was seen that the topic was made anew, and passed over then; nothing else is settled. */
    @Test
    void whatIsPassedOverInANewTopicIsNotAnsweredAfterAGap() {
        List<Step> steps = List.of(
                new Step.Recreate(4_686, Topics.CLIP_RENDERED),
                new Step.Clip(4_918, 0, 2, 4_432),
                new Step.Unknown(13_223, 32_000));
        holds(steps, 5_910, 5_930);
    }

    private static void holds(List<Step> steps, long from, long to) {
        Runs runs = new Runs(2, Planted.NONE);
        for (long seed = from; seed <= to; seed++) {
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
    void theGuaranteesHoldWithEachFaultAtEachCallOfSmallScopes(TestReporter reporter) {
        Runs runs = new Runs(2, Planted.NONE);
        AtomicInteger made = new AtomicInteger();
        for (List<Step> scenario : Scopes.scenarios()) {
            for (long seed = 1; seed <= Integer.getInteger("protocol.scopes", 1); seed++) {
                hold(runs, seed, scenario, made);
            }
        }
        reporter.publishEntry("runs", made.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_FENCE", "LOST_METADATA", "NO_END", "BLIND_PUTS", "LOST_WRITE", "KEPT_PERMIT"})
    void whatIsWrongAroundTheWorkerIsFound(String bug) {
        assertThat(firstSeedOf(Planted.valueOf(bug), ENOUGH)).isPresent();
    }

    /** By name: in the twin of this class they are of another class. */
    static Stream<String> planted() {
        return EnumSet.complementOf(EnumSet.of(Planted.NONE)).stream().map(Planted::name);
    }

    /** {@code -Dprotocol.planted=} how many runs may be needed for each; ten thousand are enough. */
    @ParameterizedTest
    @MethodSource("planted")
    @EnabledIfSystemProperty(named = "protocol.planted", matches = "\\d+")
    void eachPlantedBugIsFound(String bug, TestReporter reporter) {
        OptionalLong seed = firstSeedOf(Planted.valueOf(bug), Long.getLong("protocol.planted", ENOUGH));
        reporter.publishEntry(bug, String.valueOf(seed));
        assertThat(seed).isPresent();
    }

    private static OptionalLong firstSeedOf(Planted bug, long most) {
        Runs runs = new Runs(2, bug);
        return LongStream.rangeClosed(1, most)
                .filter(seed -> Runs.isBroken(runs.failure(seed, runs.steps(seed)), bug.breaks))
                .findFirst();
    }

    private static void hold(Runs runs, long seed, List<Step> scenario, AtomicInteger made) {
        Scopes.each(runs, seed, scenario, steps -> {
            made.incrementAndGet();
            if (runs.failure(seed, steps).isPresent()) {
                throw told(runs, seed, runs.shortened(seed, steps));
            }
        });
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
