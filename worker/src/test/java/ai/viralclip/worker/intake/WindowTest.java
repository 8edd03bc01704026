package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class WindowTest {

    private static final IntakeProperties.WindowLimits LIMITS = new IntakeProperties.WindowLimits(
            4, DataSize.ofBytes(1_000), DataSize.ofBytes(10_000), DataSize.ofMegabytes(64), 16);

    private final Window window = new Window(CommittedOffsets.upTo(100), LIMITS);

    @Test
    void commitsTheLowestUnfinishedOffsetAndWhatIsFinishedAboveIt() {
        admit(100, 101, 102, 103);

        window.settle(Set.of(101L, 103L));

        CommittedOffsets progress = window.progressWith(Set.of());
        assertThat(progress.offset()).isEqualTo(100);
        assertThat(List.of(100L, 101L, 102L, 103L).stream().map(progress::isSettled))
                .containsExactly(false, true, false, true);
    }

    @Test
    void movesOnOverEverythingThatIsFinishedOnceTheLowestIs() {
        admit(100, 101, 102);
        window.settle(Set.of(101L, 102L));

        window.settle(Set.of(100L));

        assertThat(window.progressWith(Set.of()).offset()).isEqualTo(103);
        assertThat(window.inFlight()).isZero();
    }

    @Test
    void proposesProgressWithoutTakingItForCommitted() {
        admit(100);

        assertThat(window.progressWith(Set.of(100L)).offset()).isEqualTo(101);
        assertThat(window.progressWith(Set.of()).offset()).isEqualTo(100);
    }

    @Test
    void countsOffsetsThatWereNeverSeenAsSettled() {
        admit(105, 109);

        window.settle(Set.of(105L));

        assertThat(window.progressWith(Set.of()).offset()).isEqualTo(109);
    }

    @Test
    void isFullByClips() {
        admit(100, 101, 102);
        assertThat(window.isFull()).isFalse();

        admit(103);

        assertThat(window.isFull()).isTrue();
    }

    @Test
    void isFullByMediaBytesAndHasRoomAgainOnceTheyAreSettled() {
        Window large = new Window(
                CommittedOffsets.upTo(100),
                new IntakeProperties.WindowLimits(
                        100, DataSize.ofBytes(1_000), DataSize.ofBytes(10_000), DataSize.ofMegabytes(64), 16));
        large.admit(100, 600, 10);
        large.admit(101, 240, 10);
        large.admit(102, 240, 10);
        large.admit(103, 240, 10);
        assertThat(large.isFull()).isFalse();

        large.admit(104, 240, 10);
        assertThat(large.isFull()).isTrue();

        large.settle(Set.of(102L));
        assertThat(large.isFull()).isFalse();
    }

    @Test
    void noSingleClipFillsItByTheBytesThatItAnnounces() {
        window.admit(100, Long.MAX_VALUE, 10);

        assertThat(window.isFull()).isFalse();
    }

    @Test
    void isFullByRecordBytes() {
        window.admit(100, 1, 10_000);

        assertThat(window.isFull()).isTrue();
    }

    @Test
    void isFullBySpanWhenOneRecordHoldsTheOffset() {
        admit(100);
        for (long offset = 101; offset < 116; offset++) {
            admit(offset);
            window.settle(Set.of(offset));
        }

        assertThat(window.isFull()).isTrue();
    }

    /**
     * The whole life of a partition, over several owners, against the plainest model: a set of the offsets that are
     * settled.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void neverLosesNorRepeatsARecordWhoeverOwnsThePartition(long seed) {
        Random random = new Random(seed);
        TreeSet<Long> log = new TreeSet<>();
        for (long offset = random.nextInt(50); log.size() < 400; offset += 1 + (random.nextInt(5) == 0 ? 3 : 0)) {
            log.add(offset);
        }
        List<Long> settled = new ArrayList<>();
        CommittedOffsets committed = CommittedOffsets.upTo(0);
        IntakeProperties.WindowLimits limits = new IntakeProperties.WindowLimits(
                20, DataSize.ofGigabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(64), 64);

        while (settled.size() < log.size()) {
            // A new owner reads what the last one committed, through the bytes that a broker keeps.
            Window owner = new Window(CommittedOffsets.of(new PartitionLog(Uuid.ZERO_UUID).commit(committed)), limits);
            List<Long> inFlight = new ArrayList<>();
            var unread = log.tailSet(committed.offset()).iterator();
            for (int step = 0; step < 60; step++) {
                while (unread.hasNext() && !owner.isFull() && random.nextInt(4) > 0) {
                    long offset = unread.next();
                    if (owner.isKnown(offset)) {
                        owner.pass(offset);
                    } else {
                        owner.admit(offset, 1, 1);
                        inFlight.add(offset);
                    }
                }
                Set<Long> finished = inFlight.stream()
                        .filter(offset -> random.nextInt(3) == 0)
                        .collect(Collectors.toSet());
                boolean aborted = random.nextInt(10) == 0;
                if (!finished.isEmpty() && !aborted) {
                    committed = owner.progressWith(finished);
                    settled.addAll(finished);
                    owner.settle(finished);
                    inFlight.removeAll(finished);
                }
            }
        }

        assertThat(settled).as("seed %d", seed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(log);
        assertThat(committed.offset()).isGreaterThan(log.last() - 64);
    }

    @Test
    void theWidestBitmapFitsIntoTheBrokersMetadata() {
        BitSet all = new BitSet();
        all.set(1, CommittedOffsets.MAX_SPAN);

        assertThat(new PartitionLog(Uuid.ZERO_UUID)
                        .commit(new CommittedOffsets(Long.MAX_VALUE / 2, all))
                        .metadata())
                .hasSizeLessThan(4_096);
    }

    private void admit(long... offsets) {
        for (long offset : offsets) {
            window.admit(offset, 1, 1);
        }
    }

    @Test
    void whatComesTwiceIsOfAnotherLog() {
        window.admit(100, 1, 1);
        window.pass(104);

        assertThat(window.isBehind(104)).isTrue();
        assertThat(window.isBehind(105)).isFalse();
    }

    @Test
    void whatWasPassedIsToBeCommittedOnceNothingIsInFlight() {
        window.admit(100, 1, 1);
        window.pass(101);
        assertThat(window.passed()).isEmpty();

        window.settle(Set.of(100L));
        assertThat(window.passed()).isEmpty();
        window.pass(102);

        assertThat(window.passed().orElseThrow().offset()).isEqualTo(103);
        window.saidUpTo(103);
        assertThat(window.passed()).isEmpty();
    }

    @Test
    void whatWasSkippedIsToBeCommittedThoughItIsSettled() {
        window.skip(100);
        assertThat(window.passed().orElseThrow().offset()).isEqualTo(101);

        window.skip(101);
        window.saidUpTo(101);
        assertThat(window.passed().orElseThrow().offset()).isEqualTo(102);

        window.saidUpTo(102);
        assertThat(window.passed()).isEmpty();
    }
}
