package ai.viralclip.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.intake.IntakeEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private final HandTurnedClock time = new HandTurnedClock();
    private final RecordClock clock = new RecordClock(time);
    private final InFlight inFlight = new InFlight(clock, new Objective(READY_WITHIN, clock));

    @Test
    void theOldestAgeIsTheEarliestTimestampsAndElseZero() {
        inFlight.admitted(written(0, 1, 10));
        inFlight.admitted(written(1, 1, 20));
        time.forwardSeconds(5);

        assertThat(inFlight.oldestAge()).hasSeconds(25);
        inFlight.ready(written(1, 1, 20));
        assertThat(inFlight.oldestAge()).hasSeconds(15);
        inFlight.failed(written(0, 1, 10), false);
        assertThat(inFlight.oldestAge()).isZero();
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void progressAgeBeginsWithTheFirstClipAndAnewWithEachSettled() {
        inFlight.assigned(Set.of(0, 1));
        time.forwardSeconds(100);
        inFlight.admitted(written(0, 1, 0));
        inFlight.admitted(written(0, 2, 0));
        time.forwardSeconds(7);
        assertThat(inFlight.progressAgeSeconds(0)).isEqualTo(7);

        inFlight.ready(written(0, 2, 7));
        time.forwardSeconds(3);

        assertThat(inFlight.progressAgeSeconds(0)).isEqualTo(3);
        assertThat(inFlight.progressAgeSeconds(1)).isZero();
    }

    @Test
    void unreadRecordsMissProgressAlsoWhileNothingIsInFlight() {
        inFlight.assigned(Set.of(0, 1));
        time.forwardSeconds(100);
        inFlight.unread(Map.of(0, 40L, 1, 0L));
        time.forwardSeconds(7);
        inFlight.unread(Map.of(0, 41L, 1, 0L));

        assertThat(inFlight.progressAgeSeconds(0)).isEqualTo(7);
        assertThat(inFlight.progressAgeSeconds(1)).isZero();
        inFlight.admitted(written(0, 1, 0));
        assertThat(inFlight.progressAgeSeconds(0)).isZero();
    }

    @Test
    void aPartitionThatIsParkedMissesItsProgressAndSaysSo() {
        inFlight.assigned(Set.of(0, 1));
        time.forwardSeconds(100);
        inFlight.parked(Set.of(1));
        time.forwardSeconds(7);

        assertThat(inFlight.isParked(0)).isZero();
        assertThat(inFlight.isParked(1)).isEqualTo(1);
        assertThat(inFlight.progressAgeSeconds(1)).isEqualTo(7);
        inFlight.parked(Set.of());
        assertThat(inFlight.isParked(1)).isZero();
        assertThat(inFlight.progressAgeSeconds(1)).isZero();
    }

    @Test
    void aPartitionBehindAHungTransactionMissesItsProgress() {
        inFlight.assigned(Set.of(0, 1));
        time.forwardSeconds(100);
        inFlight.openTransactions(Map.of(0, Duration.ofSeconds(30), 1, Duration.ofMinutes(2)), Set.of(1));
        time.forwardSeconds(7);

        assertThat(inFlight.openTransactionSeconds(0)).isEqualTo(30);
        assertThat(inFlight.openTransactionSeconds(1)).isEqualTo(120);
        assertThat(inFlight.progressAgeSeconds(0)).isZero();
        assertThat(inFlight.progressAgeSeconds(1)).isEqualTo(7);
        inFlight.openTransactions(Map.of(), Set.of());
        assertThat(inFlight.openTransactionSeconds(1)).isZero();
        assertThat(inFlight.progressAgeSeconds(1)).isZero();
    }

    @Test
    void whatIsUnfinishedOfAPartitionIsInFlightOrNotReadYet() {
        inFlight.assigned(Set.of(0, 1));
        inFlight.admitted(written(0, 1, 0));
        inFlight.unread(Map.of(0, 40L));
        inFlight.unread(Map.of(1, 2L));

        assertThat(inFlight.unfinished(0)).isEqualTo(41);
        assertThat(inFlight.unfinished(1)).isEqualTo(2);
        inFlight.assigned(Set.of(1));
        assertThat(inFlight.unfinished(0)).isNaN();
        assertThat(inFlight.assignedPartitions()).isEqualTo(1);
    }

    @Test
    void aClipThatIsReadyInTimeIsGoodAndOneThatIsNotIsBad() {
        inFlight.admitted(written(0, 1, 0));
        inFlight.admitted(written(0, 2, 1));
        time.forward(READY_WITHIN);

        inFlight.ready(written(0, 1, 30));
        inFlight.ready(written(0, 2, 31));

        assertThat(inFlight.good()).isEqualTo(1);
        assertThat(inFlight.bad()).isEqualTo(1);
    }

    @Test
    void aClipIsBadOnceItIsTooOldWhateverBecomesOfIt() {
        inFlight.admitted(written(0, 1, 0));
        assertThat(inFlight.bad()).isZero();
        time.forward(READY_WITHIN.plusMillis(1));

        assertThat(inFlight.bad()).isEqualTo(1);
        assertThat(inFlight.bad()).isEqualTo(1);
        inFlight.ready(written(0, 1, 30));

        assertThat(inFlight.bad()).isEqualTo(1);
        assertThat(inFlight.good()).isZero();
    }

    @Test
    void aFailureInTimeIsBadOnlyWhereTheWorkerOrTheStoreIsToBlame() {
        inFlight.admitted(written(0, 1, 0));
        inFlight.admitted(written(0, 2, 0));

        inFlight.failed(written(0, 1, 0), true);
        inFlight.failed(written(0, 2, 0), false);

        assertThat(inFlight.bad()).isEqualTo(1);
        assertThat(inFlight.good()).isZero();
    }

    @Test
    void aLateClipThatIsGivenUpAndBegunAnewIsCountedOnce() {
        IntakeEvent.Origin late = written(0, 1, 40);
        inFlight.admitted(late);
        inFlight.dropped(0);
        inFlight.assigned(Set.of());
        assertThat(inFlight.bad()).isEqualTo(1);

        inFlight.admitted(late);
        assertThat(inFlight.bad()).isEqualTo(1);
        inFlight.ready(late);

        assertThat(inFlight.bad()).isEqualTo(1);
        assertThat(inFlight.good()).isZero();
    }

    @Test
    void scrapesAtOneTimeCountAClipOnce() throws Exception {
        IntStream.range(0, 1_000).forEach(offset -> inFlight.admitted(written(0, offset, 60)));
        try (var scrapes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Double>> seen = IntStream.range(0, 8)
                    .mapToObj(scrape -> scrapes.submit(inFlight::bad))
                    .toList();
            for (Future<Double> one : seen) {
                assertThat(one.get()).isEqualTo(1_000);
            }
        }
    }

    /** Whatever happens in whatever order: no counter falls, and each clip that ended late or ready is counted once. */
    @RepeatedTest(50)
    void eachClipIsCountedOnceWhateverHappens(RepetitionInfo repetition) {
        Random chance = new Random(repetition.getCurrentRepetition());
        Map<IntakeEvent.Origin, Boolean> open = new HashMap<>();
        double expectedGood = 0;
        double expectedBad = 0;
        for (int step = 0; step < 300; step++) {
            double badBefore = inFlight.bad();
            int dice = chance.nextInt(10);
            if (dice < 4) {
                IntakeEvent.Origin origin = written(chance.nextInt(3), step, chance.nextInt(40));
                inFlight.admitted(origin);
                open.put(origin, true);
            } else if (dice < 8 && !open.isEmpty()) {
                IntakeEvent.Origin origin = List.copyOf(open.keySet()).get(chance.nextInt(open.size()));
                boolean isLate = clock.since(clock.written(origin.timestamp())).compareTo(READY_WITHIN) > 0;
                boolean isReady = chance.nextBoolean();
                if (isReady) {
                    inFlight.ready(origin);
                } else {
                    inFlight.failed(origin, false);
                }
                open.remove(origin);
                expectedBad += isLate ? 1 : 0;
                expectedGood += isReady && !isLate ? 1 : 0;
            } else if (dice == 8) {
                int partition = chance.nextInt(3);
                inFlight.dropped(partition);
                open.keySet().stream()
                        .filter(origin -> origin.partition() == partition)
                        .forEach(inFlight::admitted);
            } else {
                time.forwardSeconds(chance.nextInt(20));
            }
            assertThat(inFlight.bad()).isGreaterThanOrEqualTo(badBefore);
        }
        time.forwardSeconds(100);
        assertThat(inFlight.bad()).isEqualTo(expectedBad + open.size());
        assertThat(inFlight.good()).isEqualTo(expectedGood);
        assertThat(inFlight.count()).isEqualTo(open.size());
    }

    private IntakeEvent.Origin written(int partition, long offset, long secondsAgo) {
        return new IntakeEvent.Origin(
                partition, offset, time.instant().minusSeconds(secondsAgo).toEpochMilli());
    }
}
