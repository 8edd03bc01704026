package ai.viralclip.worker.intake;

import org.apache.kafka.common.TopicPartition;

/**
 * One time that a partition is this worker's, from its assignment to its revocation. Two of one partition are not
 * equal: what was admitted under the earlier one is its next owner's.
 */
final class Tenure {

    private final TopicPartition partition;

    Tenure(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }
}
