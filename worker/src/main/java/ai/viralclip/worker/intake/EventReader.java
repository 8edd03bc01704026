package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.Reason;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record as an event (CloudEvents 1.0, Kafka binary mode). Never throws: a record that cannot be read says so.
 */
final class EventReader {

    private static final String NO_TIME = "its record's timestamp is no time in milliseconds since 1970 after 2019";

    private final EventCodec codec;
    private final EventTime times;

    EventReader(EventCodec codec, InstantSource clock) {
        this.codec = codec;
        this.times = new EventTime(clock);
    }

    <E extends EventData> Incoming<E> read(ConsumerRecord<byte[], byte[]> record, Class<E> type) {
        Optional<CloudEvent> envelope = envelope(record);
        if (envelope.isEmpty()) {
            return broken(record, Reason.EVENT_UNREADABLE, "the record is not a CloudEvent 1.0 in Kafka's binary mode");
        }
        CloudEvent event = envelope.get();
        if (!isPlain(event.getId()) || !isPlain(event.getSource().toString())) {
            return broken(
                    record, Reason.EVENT_UNREADABLE, "ce_id or ce_source is longer than 256 printable characters");
        }
        try {
            E data = CloudEvents.read(event, type);
            return times.of(record, event.getTime())
                    .<Incoming<E>>map(time -> new Incoming.Valid<>(data, event.getSource(), event.getId(), time))
                    .orElseGet(() -> broken(record, Reason.CONTRACT_BROKEN, "ce_time is not set, and " + NO_TIME));
        } catch (ContractViolation e) {
            return broken(record, e.reason(), Objects.toString(e.getMessage(), e.path()));
        }
    }

    /** As {@link EventTime#written}. */
    Instant written(ConsumerRecord<byte[], byte[]> record) {
        return times.written(record);
    }

    /**
     * Empty where the headers are not those of a CloudEvent: the library says so by exceptions of many kinds, some
     * undocumented.
     */
    private static Optional<CloudEvent> envelope(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(KafkaMessageFactory.createReader(record).toEvent());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private <E extends EventData> Incoming<E> broken(
            ConsumerRecord<byte[], byte[]> record, Reason reason, String detail) {
        return new Incoming.Broken<>(
                reason,
                detail,
                header(record, "ce_source").flatMap(EventReader::uri).orElse(URI.create("kafka:" + record.topic())),
                header(record, "ce_id").orElseGet(() -> coordinates(record)),
                codec.knownIds(record.value(), text(record.key())));
    }

    private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null
                ? Optional.empty()
                : Optional.ofNullable(text(header.value())).filter(EventReader::isPlain);
    }

    /** What names an event is repeated in every answer to it, and must fit there. */
    private static boolean isPlain(String text) {
        return !text.isBlank() && text.length() <= 256 && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    /** Where the record lies; for one that was replayed, where it lay first. */
    private static String coordinates(ConsumerRecord<?, ?> record) {
        return String.join(
                "/",
                header(record, DeadLetterHeaders.ORIGIN_TOPIC).orElse(record.topic()),
                header(record, DeadLetterHeaders.ORIGIN_PARTITION).orElseGet(() -> "" + record.partition()),
                header(record, DeadLetterHeaders.ORIGIN_OFFSET).orElseGet(() -> "" + record.offset()));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
