package ai.viralclip.worker.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A record could not be written to its topic; to others, others may be. */
public final class NotWritten extends KafkaException {

    private static final long serialVersionUID = 1;

    private final String topic;

    public NotWritten(String topic, Throwable cause) {
        super("a record could not be written to " + topic, cause);
        this.topic = topic;
    }

    public boolean isTo(String other) {
        return topic.equals(other);
    }

    /** Whether it will be so next time as well, as long as nobody mends the topic. */
    public boolean isLasting() {
        return switch (getCause()) {
            case RecordTooLargeException _,
                    RecordBatchTooLargeException _,
                    TopicAuthorizationException _,
                    InvalidTopicException _,
                    PolicyViolationException _,
                    UnknownTopicOrPartitionException _ -> true;
            case null, default -> false;
        };
    }
}
