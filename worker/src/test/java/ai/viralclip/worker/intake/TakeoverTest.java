package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class TakeoverTest {

    private static final IntakeProperties.WindowLimits TWO_CLIPS = new IntakeProperties.WindowLimits(
            2, DataSize.ofGigabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(64), 100);

    @Test
    void recordsThatWereThereMayHaveBeenBegunAndLaterOnesNot() {
        Partition.Takeover takeover = Partition.Takeover.upTo(() -> 11, TWO_CLIPS);

        assertThat(takeover.mayHaveBegun(10)).isTrue();
        assertThat(takeover.mayHaveBegun(11)).isFalse();
    }

    @Test
    void whatWasThereIsAskedForOnceWithTheFirstRecord() {
        AtomicLong end = new AtomicLong(0);
        Partition.Takeover takeover = Partition.Takeover.upTo(end::incrementAndGet, TWO_CLIPS);
        end.set(10);

        assertThat(takeover.mayHaveBegun(10)).isTrue();
        assertThat(takeover.mayHaveBegun(11)).isFalse();
    }

    @Test
    void noMoreThanAWindowHolds() {
        Partition.Takeover takeover = Partition.Takeover.upTo(() -> 1_000, TWO_CLIPS);

        assertThat(takeover.mayHaveBegun(3)).isTrue();
        assertThat(takeover.mayHaveBegun(7)).isTrue();
        assertThat(takeover.mayHaveBegun(8)).isFalse();
    }

    @Test
    void whereNothingWasCommittedNobodyWasThere() {
        assertThat(Partition.Takeover.ofNobody().mayHaveBegun(0)).isFalse();
    }
}
