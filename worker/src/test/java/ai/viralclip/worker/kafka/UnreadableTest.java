package ai.viralclip.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnreadableTest {

    private static final TopicPartition ONE = new TopicPartition("clip-rendered", 1);
    private static final List<TopicPartition> ASSIGNED = List.of(
            new TopicPartition("clip-rendered", 11),
            ONE,
            new TopicPartition("rendered", 1),
            new TopicPartition("clip-rendered", 0));

    /** As Kafka's consumer says it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Record batch for partition clip-rendered-1 at offset 11 is invalid, cause: Record is corrupt",
                "Record for partition clip-rendered-1 at offset 0 is invalid, cause: x",
                "Received exception when fetching the next record from clip-rendered-1. If needed, please seek past the"
                        + " record to continue consumption.",
                "Encountered corrupt message when fetching offset 11 for topic-partition clip-rendered-1",
                "Failed to make progress reading messages at clip-rendered-1=11. Received a non-empty fetch response",
                "Unexpected error code 11 while fetching at offset 0 from topic-partition clip-rendered-1"
            })
    void thePartitionIsTheOneThatIsNamedAndNoneOfASimilarName(String message) {
        for (RuntimeException failure : List.of(
                new KafkaException(message),
                new IllegalStateException(message),
                new KafkaException("wrapped", new KafkaException(message)))) {
            assertThat(Unreadable.partition(failure, ASSIGNED)).contains(ONE);
            assertThat(Unreadable.mayBeOfOnePartition(failure, ASSIGNED)).isTrue();
        }
    }

    @Test
    void corruptDataThatNobodyNamesMayBeOfOnePartition() {
        CorruptRecordException failure = new CorruptRecordException("Invalid magic found in record: 7");

        assertThat(Unreadable.partition(failure, ASSIGNED)).isEmpty();
        assertThat(Unreadable.mayBeOfOnePartition(failure, ASSIGNED)).isTrue();
        assertThat(Unreadable.mayBeOfOnePartition(
                        new IllegalArgumentException("Unknown compression type id: 7"), ASSIGNED))
                .isTrue();
    }

    static Stream<Throwable> failuresOfAll() {
        return Stream.of(
                new SaslAuthenticationException("clip-rendered-1"),
                new TopicAuthorizationException(Set.of("clip-rendered")),
                new TimeoutException("position for partition clip-rendered-1 could not be determined"),
                new KafkaException("User rebalance callback throws an error", new IllegalStateException("x")),
                new KafkaException("no partition of clip-rendered-100 or clip-rendered-1x"),
                new IllegalStateException("Consumer is not subscribed to any topics"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAll")
    void whatFailsForAllIsNobodysAlone(Throwable failure) {
        assertThat(Unreadable.mayBeOfOnePartition(failure, ASSIGNED)).isFalse();
    }

    @Test
    void anInterruptIsNobodysAlone() {
        InterruptException interrupt = new InterruptException(new InterruptedException());
        // It is made with the flag set.
        assertThat(Thread.interrupted()).isTrue();

        assertThat(Unreadable.mayBeOfOnePartition(interrupt, ASSIGNED)).isFalse();
    }
}
