package ai.viralclip.worker.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedCompressionTypeException;
import org.apache.kafka.common.errors.WakeupException;

/** Which partition a consumer could not read, by what it threw. */
final class Unreadable {

    private static final int DEEPEST = 10;

    private Unreadable() {}

    /** Whether one partition can have caused it, be it named or not. What all share fails for all. */
    static boolean mayBeOfOnePartition(Throwable failure, Collection<TopicPartition> assigned) {
        return switch (failure) {
            case InterruptException _, WakeupException _ -> false;
            case AuthenticationException _, AuthorizationException _, TimeoutException _ -> false;
            case KafkaException _, IllegalStateException _ ->
                isOfData(failure) || partition(failure, assigned).isPresent();
            // Of batches that are not what they say: an unknown codec, a negative length.
            default -> true;
        };
    }

    /** The partition that it names; empty where it names none. */
    static Optional<TopicPartition> partition(Throwable failure, Collection<TopicPartition> assigned) {
        for (Throwable cause : causes(failure)) {
            Optional<TopicPartition> named = cause instanceof RecordDeserializationException e
                    ? Optional.of(e.topicPartition())
                    : assigned.stream().filter(one -> names(cause, one)).findFirst();
            if (named.isPresent()) {
                return named;
            }
        }
        return Optional.empty();
    }

    /** What it says, and what its causes say. */
    static String words(Throwable failure) {
        return causes(failure).stream().map(Throwable::toString).distinct().collect(Collectors.joining("; "));
    }

    private static boolean isOfData(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof CorruptRecordException
                        || cause instanceof InvalidRecordException
                        || cause instanceof SerializationException
                        || cause instanceof UnsupportedCompressionTypeException
                        || cause instanceof LinkageError);
    }

    /** All that Kafka says of the place is the partition's name, somewhere in a sentence. */
    private static boolean names(Throwable cause, TopicPartition partition) {
        return Pattern.compile("(?<![A-Za-z0-9._-])" + Pattern.quote(partition.toString()) + "(?![A-Za-z0-9_-]|\\.\\w)")
                .matcher(text(cause))
                .find();
    }

    private static String text(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), "");
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable one = failure; one != null && causes.size() < DEEPEST; one = one.getCause()) {
            causes.add(one);
        }
        return causes;
    }
}
