package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.delivery.IncomingClip;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import ai.viralclip.worker.tracing.Recorded;
import io.opentelemetry.api.common.AttributeKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What becomes of the spans of a partition's clips. */
class TracedPartitionTest {

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("clip.outcome");

    private final Recorded recorded = Recorded.all();
    private final Partition work = new Partition(
            new TopicPartition(ModelClips.TOPIC, 0),
            new Window(
                    CommittedOffsets.upTo(0),
                    new IntakeProperties.WindowLimits(
                            6, DataSize.ofGigabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(64), 100)),
            new PartitionLog(Uuid.ZERO_UUID),
            (clip, first, then) -> Thread.ofVirtual().unstarted(() -> {}),
            Partition.Takeover.ofNobody());

    @AfterEach
    void close() {
        recorded.close();
    }

    @Test
    void whatIsAtWorkAndWhatWaitsBehindItEndsAsGivenUp() {
        admit(1, 7);
        admit(2, 7);
        work.abandon();
        assertThat(outcomes()).containsExactly("given_up", "given_up");
    }

    @Test
    void whatIsSettledIsNotGivenUp() {
        IncomingClip settled = admit(1, 7);
        work.settle(List.of(FinishedClip.now(record(1), settled, ModelClips.READY, 1, Standing.NONE)));
        work.abandon();
        assertThat(outcomes()).isEmpty();
    }

    private List<String> outcomes() {
        return recorded.spansNamed("process clip-rendered").stream()
                .map(span -> span.getAttributes().get(OUTCOME))
                .toList();
    }

    private IncomingClip admit(long offset, int n) {
        RenderedClip clip = new RenderedClip(
                ModelClips.rendered(n), URI.create("/model"), "id" + offset, Instant.EPOCH, recorded.clip());
        work.admit(record(offset), clip);
        return clip;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>(ModelClips.TOPIC, 0, offset, new byte[0], new byte[0]);
    }
}
