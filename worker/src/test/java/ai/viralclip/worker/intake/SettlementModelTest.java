package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Random lives of three workers over three partitions, against {@link ModelBroker}: clips that end in any order,
 * partitions that move, workers that die or do not know yet that they were expelled, transactions that are refused,
 * whose reply is lost, or that are decided later. Each record is settled once, the records of one clip in their order,
 * and every commit says exactly what is settled.
 */
@ResourceLock("levels of loggers")
class SettlementModelTest {

    /** {@code -Dsettlement.runs=} for more. */
    private static final int RUNS = Integer.getInteger("settlement.runs", 100);

    private static final int STEPS = 250;
    private static final int RECORDS = 40;
    private static final int CLIPS = 8;
    private static final int FAULT_PERCENT = 25;
    private static final Logger QUIET = (Logger) LoggerFactory.getLogger(Settler.class);

    enum Kind {
        POLL,
        FINISH,
        SETTLE,
        /** The group moves a partition, and its owner takes part. */
        MOVE,
        /** The group moves a partition, and its owner does not hear of it. */
        TAKE_AWAY,
        /** An owner hears what was taken away. */
        NOTICE,
        DIE
    }

    record Step(Kind kind, int worker, int partition, long seed) {}

    @BeforeAll
    static void noLineForEachFault() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll
    static void asBefore() {
        QUIET.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void settlesEachRecordOnceAndInItsClipsOrderWhateverGoesWrong(long block) {
        for (long seed = block * 1_000_000; seed < block * 1_000_000 + RUNS; seed++) {
            List<Step> steps = steps(seed);
            Optional<AssertionError> failure = failure(seed, steps);
            if (failure.isPresent()) {
                List<Step> shortest = shortened(seed, steps);
                throw new AssertionError(
                        "seed %d, steps:%n  %s"
                                .formatted(
                                        seed,
                                        shortest.stream().map(Step::toString).collect(Collectors.joining("\n  "))),
                        failure(seed, shortest).orElse(failure.get()));
            }
        }
    }

    @Test
    void meetsEveryCaseThatItIsAbout() {
        Set<ModelBroker.Met> met = EnumSet.noneOf(ModelBroker.Met.class);
        for (long seed = 0; seed < 50; seed++) {
            met.addAll(run(seed, steps(seed)));
        }

        assertThat(met).containsExactlyInAnyOrder(ModelBroker.Met.values());
    }

    private static List<Step> steps(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, STEPS)
                .mapToObj(step -> new Step(kind(random), random.nextInt(3), random.nextInt(3), random.nextLong()))
                .toList();
    }

    private static Kind kind(Random random) {
        int roll = random.nextInt(100);
        if (roll < 80) {
            return List.of(Kind.POLL, Kind.FINISH, Kind.SETTLE).get(roll % 3);
        }
        return List.of(Kind.MOVE, Kind.TAKE_AWAY, Kind.NOTICE, Kind.NOTICE, Kind.DIE)
                .get(roll % 5);
    }

    private static Set<ModelBroker.Met> run(long seed, List<Step> steps) {
        SettlementModel model = new SettlementModel(logs(new Random(seed)));
        steps.forEach(step -> model.take(step, FAULT_PERCENT));
        model.settleAll();
        return model.met();
    }

    private static Optional<AssertionError> failure(long seed, List<Step> steps) {
        try {
            run(seed, steps);
            return Optional.empty();
        } catch (AssertionError failed) {
            return Optional.of(failed);
        } catch (RuntimeException broke) {
            return Optional.of(new AssertionError("broke", broke));
        }
    }

    /** The same failure's, or another's, with as few steps as leaving out finds. */
    private static List<Step> shortened(long seed, List<Step> steps) {
        List<Step> shortest = steps;
        for (int part = steps.size() / 2; part > 0; part /= 2) {
            int from = 0;
            while (from < shortest.size()) {
                List<Step> fewer = new ArrayList<>(shortest);
                fewer.subList(from, Math.min(from + part, shortest.size())).clear();
                if (failure(seed, fewer).isPresent()) {
                    shortest = fewer;
                } else {
                    from += part;
                }
            }
        }
        return shortest;
    }

    /** With the gaps that transaction markers leave, and here and there one that only compaction does. */
    private static Map<TopicPartition, NavigableMap<Long, Optional<Integer>>> logs(Random random) {
        Map<TopicPartition, NavigableMap<Long, Optional<Integer>>> logs = new HashMap<>();
        for (int partition = 0; partition < 3; partition++) {
            TreeMap<Long, Optional<Integer>> log = new TreeMap<>();
            for (long offset = random.nextInt(5); log.size() < RECORDS; offset += gap(random)) {
                int clip = random.nextInt(CLIPS + 1);
                log.put(offset, clip == CLIPS ? Optional.empty() : Optional.of(clip));
            }
            logs.put(new TopicPartition(ModelClips.TOPIC, partition), log);
        }
        return logs;
    }

    private static long gap(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> 9_000;
            case 1, 2, 3 -> 3;
            default -> 1;
        };
    }
}
