package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommittedOffsetsTest {

    private static final PartitionLog LOG = new PartitionLog(Uuid.randomUuid());

    @Test
    void readsBackWhatItCommitted() {
        BitSet finished = new BitSet();
        finished.set(3);
        finished.set(700);

        CommittedOffsets read = CommittedOffsets.of(LOG.commit(new CommittedOffsets(42, finished)));

        assertThat(read.offset()).isEqualTo(42);
        assertThat(read.finished()).isEqualTo(finished);
    }

    @Test
    void keepsTheFormThatOlderWorkersCommitted() {
        CommittedOffsets read = CommittedOffsets.of(new OffsetAndMetadata(7, "1;7;Cg"));

        assertThat(read.isSettled(8)).isTrue();
        assertThat(read.isSettled(9)).isFalse();
        assertThat(read.isSettled(10)).isTrue();
    }

    @Test
    void keepsTheFormThatHadNoEpoch() {
        OffsetAndMetadata committed = new OffsetAndMetadata(7, "2;id;7;Cg");

        assertThat(CommittedOffsets.of(committed).isSettled(8)).isTrue();
        assertThat(CommittedOffsets.latestEpoch(committed)).isEmpty();
        assertThat(CommittedOffsets.isOfAnother(committed, Uuid.randomUuid())).isTrue();
    }

    @Test
    void saysThatNoRecordOfALaterEpochWasRead() {
        PartitionLog log = new PartitionLog(Uuid.randomUuid());
        assertThat(CommittedOffsets.latestEpoch(log.commit(CommittedOffsets.upTo(3))))
                .isEmpty();
        log.read(3, Optional.of(4));
        log.read(4, Optional.of(6));
        log.read(5, Optional.empty());

        OffsetAndMetadata commit = log.commit(CommittedOffsets.upTo(3));

        assertThat(commit.leaderEpoch()).as("of the record before it").isEmpty();
        assertThat(CommittedOffsets.latestEpoch(commit)).contains(6);
        PartitionLog next = new PartitionLog(log.topicId(), Optional.of(commit), nanos -> true);
        assertThat(next.isAfterSettled(Optional.of(6))).isFalse();
        assertThat(next.isAfterSettled(Optional.of(7))).isTrue();
        assertThat(CommittedOffsets.latestEpoch(next.commit(CommittedOffsets.upTo(3))))
                .as("though it read nothing itself")
                .contains(6);
    }

    @Test
    void saysTheEpochOfTheRecordBeforeItThoughAnEarlierOwnerReadThat() {
        PartitionLog log = new PartitionLog(Uuid.randomUuid());
        log.read(9, Optional.of(2));
        OffsetAndMetadata commit = log.commit(CommittedOffsets.upTo(10));

        PartitionLog next = new PartitionLog(log.topicId(), Optional.of(commit), nanos -> true);

        assertThat(next.commit(CommittedOffsets.upTo(10)).leaderEpoch()).contains(2);
        assertThat(CommittedOffsets.upTo(10).place(Optional.of(commit)).leaderEpoch())
                .contains(2);
        assertThat(CommittedOffsets.upTo(8).place(Optional.of(commit)).leaderEpoch())
                .as("of other offsets it says nothing")
                .isEmpty();
    }

    @Test
    void doesNotBelieveABitmapThatSpeaksOfAnotherOffset() {
        CommittedOffsets read = CommittedOffsets.of(new OffsetAndMetadata(8, "1;7;Cg"));

        assertThat(read.finished().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "3;7;Cg",
                "4;7;Cg",
                "3;id;0;8;Cg",
                "2;id;8;Cg",
                "2;7;Cg",
                "1;7",
                "1;7;***",
                "1;seven;Cg",
                ";;"
            })
    void takesMetadataOfAnotherFormForNone(String metadata) {
        CommittedOffsets read = CommittedOffsets.of(new OffsetAndMetadata(7, metadata));

        assertThat(read.offset()).isEqualTo(7);
        assertThat(read.finished().isEmpty()).isTrue();
    }

    @Test
    void saysOfWhichTopicItIs() {
        OffsetAndMetadata commit = LOG.commit(CommittedOffsets.upTo(25));

        assertThat(CommittedOffsets.isOfAnother(commit, LOG.topicId())).isFalse();
        assertThat(CommittedOffsets.isOfAnother(commit, Uuid.randomUuid())).isTrue();
        assertThat(CommittedOffsets.isOfAnother(new OffsetAndMetadata(7, "1;7;Cg"), Uuid.randomUuid()))
                .as("older workers did not say")
                .isFalse();
        assertThat(CommittedOffsets.isOfAnother(new OffsetAndMetadata(7), Uuid.randomUuid()))
                .as("nor do the tools that move offsets")
                .isFalse();
    }

    @Test
    void saysTheEpochOfTheRecordBeforeIt() {
        PartitionLog log = new PartitionLog(Uuid.randomUuid());
        log.read(10, Optional.of(3));
        log.read(20, Optional.of(5));

        assertThat(log.commit(CommittedOffsets.upTo(10)).leaderEpoch()).isEmpty();
        assertThat(log.commit(CommittedOffsets.upTo(20)).leaderEpoch()).contains(3);
        assertThat(log.commit(CommittedOffsets.upTo(21)).leaderEpoch()).contains(5);
        assertThat(log.isEarlier(Optional.of(4))).isTrue();
        assertThat(log.isEarlier(Optional.of(5))).isFalse();
    }

    @Test
    void keepsNothingOfWhatLayBehindTheEndOfATruncatedLog() {
        BitSet finished = new BitSet();
        finished.set(3);
        finished.set(7);
        CommittedOffsets progress = new CommittedOffsets(42, finished);

        assertThat(progress.before(48).isSettled(45)).isTrue();
        assertThat(progress.before(48).isSettled(49)).isFalse();
        assertThat(progress.before(30).offset()).isEqualTo(30);
        assertThat(progress.before(30).isSettled(45)).isFalse();
    }

    @Test
    void fitsWhereABrokerKeepsItHoweverWideItIs() {
        BitSet finished = new BitSet();
        finished.set(0, CommittedOffsets.MAX_SPAN);

        assertThat(LOG.commit(new CommittedOffsets(Long.MAX_VALUE - CommittedOffsets.MAX_SPAN, finished))
                        .metadata())
                .hasSizeLessThan(4_096);
    }
}
