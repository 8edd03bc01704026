package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.Envelope;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.Skip;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of the dead-letter topic. Reading it never fails: what it does not say is empty, or 0. */
record LetterRecord(ConsumerRecord<byte[], byte[]> record) {

    private static final EventCodec CODEC = new EventCodec();

    /** From then on a replay needs {@code --force}. */
    static final int REPLAYED_TOO_OFTEN = 3;

    DeadLetterId id() {
        return new DeadLetterId(record.partition(), record.offset());
    }

    Letter letter(LetterState state) {
        Optional<KnownIds> ids = idsOfKey();
        KnownIds known = ids.orElseGet(() -> envelope().knownIds(key().orElse(null)));
        return new Letter(
                id(),
                reason().orElse(""),
                header(DeadLetterHeaders.DETAIL).orElse(""),
                known.uid().map(Uid::value),
                known.runId().map(RunId::value),
                envelope().id(),
                Instant.ofEpochMilli(record.timestamp()),
                origin(),
                count(DeadLetterHeaders.ATTEMPTS),
                replays(),
                state);
    }

    /** Why it is left as it is by an operation, whatever selected it; empty where the operation is done with it. */
    Optional<Skip> skip(AuditEntry.Kind kind, boolean force, LetterState state) {
        return switch (state) {
            case LetterState.Replayed _ -> Optional.of(Skip.REPLAYED);
            case LetterState.Discarded _ -> Optional.of(Skip.DISCARDED);
            case LetterState.Open _ ->
                switch (kind) {
                    case DISCARD -> Optional.empty();
                    case REPLAY -> unfit(force);
                };
        };
    }

    private Optional<Skip> unfit(boolean force) {
        if (reason().isEmpty() || origin().isEmpty()) {
            return Optional.of(Skip.NOT_READABLE);
        }
        if (record.value() == null && header(DeadLetterHeaders.VALUE_BYTES).isPresent()) {
            return Optional.of(Skip.VALUE_NOT_KEPT);
        }
        return replays() >= REPLAYED_TOO_OFTEN && !force ? Optional.of(Skip.REPLAYED_TOO_OFTEN) : Optional.empty();
    }

    Optional<String> reason() {
        return header(DeadLetterHeaders.REASON).filter(text -> !text.isEmpty());
    }

    int replays() {
        return count(DeadLetterHeaders.REPLAYS);
    }

    Optional<Letter.Origin> origin() {
        return header(DeadLetterHeaders.ORIGIN_TOPIC)
                .flatMap(topic -> number(DeadLetterHeaders.ORIGIN_PARTITION)
                        .flatMap(partition -> number(DeadLetterHeaders.ORIGIN_OFFSET)
                                .map(offset -> new Letter.Origin(
                                        topic,
                                        (int) Math.min(partition, Integer.MAX_VALUE),
                                        offset,
                                        number(DeadLetterHeaders.ORIGIN_TIMESTAMP)
                                                .map(Instant::ofEpochMilli)))));
    }

    Optional<String> key() {
        return Optional.ofNullable(record.key()).map(LetterRecord::utf8);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(LetterRecord::utf8);
    }

    /** As large as it is, or was where it is not kept. */
    long valueBytes() {
        byte[] value = record.value();
        return value == null ? number(DeadLetterHeaders.VALUE_BYTES).orElse(0L) : value.length;
    }

    /** When it was rendered, as its event says. */
    Optional<Instant> eventTime() {
        try {
            return envelope()
                    .extension("time")
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Source and id of its event, which no two events share. */
    Optional<String> event() {
        Envelope envelope = envelope();
        return envelope.source()
                .map(URI::toString)
                .flatMap(source -> envelope.id().map(id -> source + " " + id));
    }

    private Envelope envelope() {
        return Envelope.of(CODEC, new OfKafka(record), record.value());
    }

    private Optional<KnownIds> idsOfKey() {
        String[] parts = key().orElse("").split("/", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KnownIds(
                    Optional.of(new Uid(parts[0])),
                    Optional.of(new RunId(parts[1])),
                    Optional.empty(),
                    Optional.empty()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private int count(String name) {
        return number(name)
                .map(count -> (int) Math.min(count, Integer.MAX_VALUE - 1))
                .orElse(0);
    }

    /** Decimal, from 0. */
    private Optional<Long> number(String name) {
        return header(name).filter(text -> text.matches("[0-9]{1,18}")).map(Long::parseLong);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private record OfKafka(ConsumerRecord<byte[], byte[]> record) implements Envelope.Headers {

        @Override
        public byte @Nullable [] last(String name) {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        }

        @Override
        public List<String> names() {
            return StreamSupport.stream(record.headers().spliterator(), false)
                    .map(Header::key)
                    .toList();
        }
    }
}
