package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.EventIds;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * The records that answer requests: sent where the request's headers say, as Spring's {@code ReplyingKafkaTemplate}
 * sets them, and nowhere but to topics of the worker's list.
 */
final class ReplyRecords {

    private final Set<String> allowed;
    private final URI source;
    private final InstantSource clock;

    ReplyRecords(Set<String> allowed, URI source, InstantSource clock) {
        this.allowed = Set.copyOf(allowed);
        this.source = source;
        this.clock = clock;
    }

    /** Whether the reply may go where the request wants it. */
    boolean isAllowed(ConsumerRecord<byte[], byte[]> request) {
        return topic(request).map(allowed::contains).orElse(true);
    }

    /**
     * The reply to a request.
     *
     * @param subject what it is about, such as {@code users/u1/r1}
     * @param defaultTopic for a request that names none, or one that is not allowed
     */
    ProducerRecord<byte[], byte[]> reply(
            ConsumerRecord<byte[], byte[]> request,
            Incoming<?> asked,
            EventData data,
            String subject,
            String defaultTopic) {
        String id = EventIds.derived(asked.source(), asked.id(), data.type());
        Optional<String> named = topic(request).filter(allowed::contains);
        ProducerRecord<byte[], byte[]> record = KafkaMessageFactory.<byte[]>createWriter(
                        named.orElse(defaultTopic), named.isPresent() ? partition(request) : null, request.key())
                .writeBinary(CloudEvents.of(data, id, source, clock.instant().atOffset(ZoneOffset.UTC), subject));
        Header correlation = request.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        if (correlation != null) {
            record.headers().add(correlation);
        }
        return record;
    }

    private static Optional<String> topic(ConsumerRecord<byte[], byte[]> request) {
        Header header = request.headers().lastHeader(KafkaHeaders.REPLY_TOPIC);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    private static @Nullable Integer partition(ConsumerRecord<byte[], byte[]> request) {
        Header header = request.headers().lastHeader(KafkaHeaders.REPLY_PARTITION);
        if (header == null || header.value() == null || header.value().length != Integer.BYTES) {
            return null;
        }
        int partition = ByteBuffer.wrap(header.value()).getInt();
        return partition < 0 ? null : partition;
    }
}
