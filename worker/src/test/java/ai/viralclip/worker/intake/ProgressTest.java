package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    @Test
    void readsBackWhatItCommitted() {
        BitSet finished = new BitSet();
        finished.set(3);
        finished.set(700);

        Progress read = Progress.of(new Progress(42, finished).toCommit());

        assertThat(read.offset()).isEqualTo(42);
        assertThat(read.finished()).isEqualTo(finished);
    }

    @Test
    void keepsTheFormThatOlderWorkersCommitted() {
        Progress read = Progress.of(new OffsetAndMetadata(7, "1;7;Cg"));

        assertThat(read.isSettled(8)).isTrue();
        assertThat(read.isSettled(9)).isFalse();
        assertThat(read.isSettled(10)).isTrue();
    }

    @Test
    void doesNotBelieveABitmapThatSpeaksOfAnotherOffset() {
        Progress read = Progress.of(new OffsetAndMetadata(8, "1;7;Cg"));

        assertThat(read.finished().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2;7;Cg", "1;7", "1;7;***", "1;seven;Cg", ";;"})
    void takesMetadataOfAnotherFormForNone(String metadata) {
        Progress read = Progress.of(new OffsetAndMetadata(7, metadata));

        assertThat(read.offset()).isEqualTo(7);
        assertThat(read.finished().isEmpty()).isTrue();
    }
}
