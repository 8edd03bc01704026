package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.delivery.RenderedClip;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of {@code clip-rendered} (CloudEvents 1.0, Kafka binary mode). Never throws: a record that cannot be
 * read says so.
 */
final class RecordReader {

    private final EventCodec codec;

    RecordReader(EventCodec codec) {
        this.codec = codec;
    }

    IncomingClip read(ConsumerRecord<byte[], byte[]> record) {
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
            ClipRendered data = CloudEvents.read(event, ClipRendered.class);
            Instant renderedAt = event.getTime() == null
                    ? Instant.ofEpochMilli(record.timestamp())
                    : event.getTime().toInstant();
            RenderedClip clip = new RenderedClip(data, event.getSource(), event.getId(), renderedAt);
            return new IncomingClip.Valid(clip, ids(data));
        } catch (ContractViolation e) {
            return broken(record, e.reason(), Objects.toString(e.getMessage(), e.path()));
        }
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

    private IncomingClip.Broken broken(ConsumerRecord<byte[], byte[]> record, Reason reason, String detail) {
        return new IncomingClip.Broken(
                reason,
                detail,
                header(record, "ce_source").flatMap(RecordReader::uri).orElse(URI.create("kafka:" + record.topic())),
                header(record, "ce_id").orElseGet(() -> coordinates(record)),
                codec.knownIds(record.value(), text(record.key())));
    }

    private static KnownIds ids(ClipRendered data) {
        return new KnownIds(
                Optional.of(data.uid()), Optional.of(data.runId()), Optional.of(data.style()), Optional.of(data.n()));
    }

    private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null
                ? Optional.empty()
                : Optional.ofNullable(text(header.value())).filter(RecordReader::isPlain);
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
