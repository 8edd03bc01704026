package ai.viralclip.worker.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One transaction of a producer. */
final class Txn {

    enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    final String id;
    final int epoch;
    final Map<ModelLog, Long> first = new LinkedHashMap<>();
    State state = State.OPEN;
    Optional<ModelGroup> group = Optional.empty();
    final Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();

    /** That a purge is at work is told in it. */
    boolean announces;

    /** Which one it was of all that were committed. */
    long order = Long.MAX_VALUE;

    /** When it was decided. */
    long decidedAt;

    Txn(String id, int epoch) {
        this.id = id;
        this.epoch = epoch;
    }

    /** Whether the brokers know of it. */
    boolean isBegun() {
        return !first.isEmpty() || !offsets.isEmpty();
    }
}
