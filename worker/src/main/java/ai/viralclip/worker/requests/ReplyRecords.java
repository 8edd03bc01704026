package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.EventIds;
import ai.viralclip.worker.kafka.Incoming;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
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

    /** What a reply repeats must fit into it whatever else it says. */
    private static final int MOST_KEY_BYTES = 1024;

    private static final int MOST_CORRELATION_BYTES = 256;

    private final Set<String> allowed;
    private final URI source;
    private final InstantSource clock;

    ReplyRecords(Set<String> allowed, URI source, InstantSource clock) {
        this.allowed = Set.copyOf(allowed);
        this.source = source;
        this.clock = clock;
    }

    /** What of the request's a reply would have to repeat, and is too large for that; empty where nothing is. */
    Optional<String> tooLarge(ConsumerRecord<byte[], byte[]> request) {
        if (!hasSmallKey(request)) {
            return Optional.of("the record's key has " + request.key().length + " bytes, more than " + MOST_KEY_BYTES);
        }
        return correlation(request)
                .filter(header -> !isSmall(header))
                .map(header -> "its correlation id has " + header.value().length + " bytes, more than "
                        + MOST_CORRELATION_BYTES);
    }

    /** Whether the reply may go where the request wants it. */
    boolean isAllowed(ConsumerRecord<byte[], byte[]> request) {
        return topic(request).map(allowed::contains).orElse(true);
    }

    /**
     * The reply to a request.
     *
     * @param subject what it is about, such as {@code users/u1/r1}
     * @param defaultTopic for a request that names none, or one that is not allowed, or that is too large to answer
     */
    ProducerRecord<byte[], byte[]> reply(
            ConsumerRecord<byte[], byte[]> request,
            Incoming<?> asked,
            EventData data,
            String subject,
            String defaultTopic) {
        Optional<String> named = topic(request).filter(allowed::contains);
        if (named.isEmpty() || tooLarge(request).isPresent()) {
            return bare(request, asked, data, subject, defaultTopic);
        }
        return record(request, asked, data, subject, new Place(named.get(), partition(request)));
    }

    /** The same, to the default topic whatever the request names; without what is too large to be repeated. */
    ProducerRecord<byte[], byte[]> bare(
            ConsumerRecord<byte[], byte[]> request,
            Incoming<?> asked,
            EventData data,
            String subject,
            String defaultTopic) {
        return record(request, asked, data, subject, new Place(defaultTopic, null));
    }

    private record Place(String topic, @Nullable Integer partition) {}

    private ProducerRecord<byte[], byte[]> record(
            ConsumerRecord<byte[], byte[]> request, Incoming<?> asked, EventData data, String subject, Place place) {
        String id = EventIds.derived(asked.source(), asked.id(), data.type());
        byte[] key = hasSmallKey(request) ? request.key() : null;
        Instant now = clock.instant();
        ProducerRecord<byte[], byte[]> record = KafkaMessageFactory.<byte[]>createWriter(
                        place.topic(), place.partition(), now.toEpochMilli(), key)
                .writeBinary(CloudEvents.of(data, id, source, now.atOffset(ZoneOffset.UTC), subject));
        correlation(request)
                .filter(ReplyRecords::isSmall)
                .ifPresent(header -> record.headers().add(header));
        return record;
    }

    private static boolean hasSmallKey(ConsumerRecord<byte[], byte[]> request) {
        return request.key() == null || request.key().length <= MOST_KEY_BYTES;
    }

    private static Optional<Header> correlation(ConsumerRecord<byte[], byte[]> request) {
        return Optional.ofNullable(request.headers().lastHeader(KafkaHeaders.CORRELATION_ID));
    }

    private static boolean isSmall(Header header) {
        return header.value() == null || header.value().length <= MOST_CORRELATION_BYTES;
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
