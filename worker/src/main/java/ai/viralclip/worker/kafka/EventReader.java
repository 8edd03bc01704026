package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.Envelope;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.Reason;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record as an event (CloudEvents 1.0 in Kafka, binary or structured mode). Never throws: a record that cannot
 * be read says so.
 */
public final class EventReader {

    private static final String NO_TIME = "its record's timestamp is no time in milliseconds since 1970 after 2019";

    private final EventCodec codec;
    private final EventTime times;

    public EventReader(EventCodec codec, InstantSource clock) {
        this.codec = codec;
        this.times = new EventTime(clock);
    }

    public <E extends EventData> Incoming<E> read(ConsumerRecord<byte[], byte[]> record, Class<E> type) {
        return read(record, envelope(record), type);
    }

    /** What it is in. */
    public Envelope envelope(ConsumerRecord<byte[], byte[]> record) {
        return Envelope.of(codec, new RecordHeaders(record), record.value());
    }

    /**
     * Reads what is in its envelope.
     *
     * @param envelope {@linkplain #envelope the record's}: a large one is not read twice
     */
    public <E extends EventData> Incoming<E> read(
            ConsumerRecord<byte[], byte[]> record, Envelope envelope, Class<E> type) {
        try {
            Envelope.Event<E> event = envelope.read(type);
            return times.of(record, event.time())
                    .<Incoming<E>>map(time -> new Incoming.Valid<>(event.data(), event.source(), event.id(), time))
                    .orElseGet(() ->
                            broken(record, envelope, Reason.CONTRACT_BROKEN, "ce_time is not set, and " + NO_TIME));
        } catch (ContractViolation e) {
            return broken(record, envelope, e.reason(), Objects.toString(e.getMessage(), e.path()));
        }
    }

    /** As {@link EventTime#written}. */
    public Instant written(ConsumerRecord<byte[], byte[]> record) {
        return times.written(record);
    }

    private static <E extends EventData> Incoming<E> broken(
            ConsumerRecord<byte[], byte[]> record, Envelope envelope, Reason reason, String detail) {
        return new Incoming.Broken<>(
                reason,
                detail,
                envelope.source().orElse(URI.create("kafka:" + record.topic())),
                envelope.id().orElseGet(() -> coordinates(record)),
                envelope.knownIds(text(record.key())));
    }

    private record RecordHeaders(ConsumerRecord<?, ?> record) implements Envelope.Headers {

        @Override
        public byte @Nullable [] last(String name) {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        }

        @Override
        public List<String> names() {
            return Arrays.stream(record.headers().toArray()).map(Header::key).toList();
        }
    }

    private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null
                ? Optional.empty()
                : Optional.ofNullable(text(header.value())).filter(EventReader::isPlain);
    }

    /** What the worker's own headers say is plain, unless others wrote them. */
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

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
