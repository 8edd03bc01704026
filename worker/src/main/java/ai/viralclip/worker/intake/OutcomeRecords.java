package ai.viralclip.worker.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipEvent;
import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.DeadLetter;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.EventIds;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.delivery.IncomingClip;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.kafka.EventTime;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.kafka.TraceHeaders;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The records that a finished clip is published as. They carry their time themselves: what a producer would take is
 * this machine's, and brokers refuse what is an hour ahead ({@code message.timestamp.after.max.ms}).
 */
final class OutcomeRecords {

    private final TopicsProperties topics;
    private final URI source;
    private final InstantSource clock;

    /** @param clock the store's time */
    OutcomeRecords(TopicsProperties topics, URI source, InstantSource clock) {
        this.topics = topics;
        this.source = source;
        this.clock = clock;
    }

    ProducerRecord<byte[], byte[]> ready(IncomingClip clip, Outcome.Ready outcome) {
        ClipReady event = outcome.event();
        return event(
                topics.clipReady(),
                clip,
                event,
                key(event.uid(), event.runId()),
                event.video().key());
    }

    /**
     * Empty where the record does not say whose clip it was: then nobody could be told, and the dead letter stands
     * alone.
     */
    Optional<ProducerRecord<byte[], byte[]>> failed(
            IncomingClip clip, Outcome.Rejected outcome, Optional<DeadLetter> deadLetter) {
        KnownIds ids = clip.ids();
        return ids.uid()
                .flatMap(uid -> ids.runId().map(runId -> {
                    ClipFailed event = new ClipFailed(
                            uid,
                            runId,
                            ids.style(),
                            ids.n(),
                            outcome.reason(),
                            outcome.detail(),
                            clip.id(),
                            deadLetter);
                    String key = key(uid, runId);
                    String subject = ids.style()
                            .flatMap(style -> ids.n().map(n -> ObjectKeys.video(uid, runId, style, n)))
                            .orElse(key);
                    return event(topics.clipFailed(), clip, event, key, subject);
                }));
    }

    /** See {@link DeadLetterRecord}. */
    ProducerRecord<byte[], byte[]> deadLetter(FinishedClip finished, Outcome.Rejected outcome) {
        return new DeadLetterRecord(finished, outcome).to(topics.clipRenderedDlt(), clock.instant());
    }

    private ProducerRecord<byte[], byte[]> event(
            String topic, IncomingClip clip, ClipEvent data, String key, String subject) {
        String id = EventIds.derived(clip.source(), clip.id(), data.type());
        Instant now = clock.instant();
        ProducerRecord<byte[], byte[]> record = KafkaMessageFactory.<byte[]>createWriter(
                        topic, null, now.toEpochMilli(), key.getBytes(UTF_8))
                .writeBinary(CloudEvents.of(data, id, source, now.atOffset(ZoneOffset.UTC), subject));
        TraceHeaders.write(clip.trace(), record.headers());
        return record;
    }

    private static String key(Uid uid, RunId runId) {
        return uid + "/" + runId;
    }

    /**
     * The dead letter of a record: the original bytes, key and headers, and why and where from; but the trace context
     * is the clip's. One that its topic would not take goes without its value, a key of more than
     * {@link #MOST_KEY_BYTES}, and the headers that are neither CloudEvents' nor the worker's: their sizes and hashes
     * tell what they were, and the origin where they are (decision 0060).
     */
    record DeadLetterRecord(FinishedClip finished, Outcome.Rejected outcome) {

        /** {@code max.request.size} of the producer less what a batch adds; the topic is made for as much. */
        static final int MOST_BYTES = 8 * 1024 * 1024 - 16 * 1024;

        private static final int MOST_KEY_BYTES = 1024;
        private static final int MOST_HEADER_BYTES = 4096;

        ProducerRecord<byte[], byte[]> to(String topic, Instant now) {
            ConsumerRecord<byte[], byte[]> origin = finished.record();
            boolean bare = finished.bare() || bytes(origin) > MOST_BYTES;
            boolean keyed = !bare || length(origin.key()) <= MOST_KEY_BYTES;
            Headers headers = new RecordHeaders();
            for (Header header : origin.headers()) {
                if (!bare || isKept(header)) {
                    headers.add(header);
                }
            }
            describe(headers);
            if (bare) {
                tell(headers, DeadLetterHeaders.VALUE_BYTES, DeadLetterHeaders.VALUE_SHA256, origin.value());
            }
            if (!keyed) {
                tell(headers, DeadLetterHeaders.KEY_BYTES, DeadLetterHeaders.KEY_SHA256, origin.key());
            }
            TraceHeaders.write(finished.clip().trace(), headers);
            return new ProducerRecord<>(
                    topic,
                    null,
                    now.toEpochMilli(),
                    keyed ? origin.key() : null,
                    bare ? null : origin.value(),
                    headers);
        }

        private void describe(Headers headers) {
            ConsumerRecord<byte[], byte[]> origin = finished.record();
            put(headers, DeadLetterHeaders.REASON, outcome.reason().wireName());
            put(headers, DeadLetterHeaders.DETAIL, outcome.detail());
            put(headers, DeadLetterHeaders.ORIGIN_TOPIC, origin.topic());
            put(headers, DeadLetterHeaders.ORIGIN_PARTITION, Integer.toString(origin.partition()));
            put(headers, DeadLetterHeaders.ORIGIN_OFFSET, Long.toString(origin.offset()));
            put(headers, DeadLetterHeaders.ORIGIN_TIMESTAMP, Long.toString(EventTime.first(origin)));
            put(headers, DeadLetterHeaders.ATTEMPTS, Integer.toString(finished.attempts()));
            // Whoever replays a dead letter counts it up; a record that was never replayed has no such header.
            if (headers.lastHeader(DeadLetterHeaders.REPLAYS) == null) {
                put(headers, DeadLetterHeaders.REPLAYS, "0");
            }
        }

        private static boolean isKept(Header header) {
            String name = header.key();
            return (name.startsWith("ce_") || name.startsWith("dlt-") || name.equals("content-type"))
                    && name.length() + length(header.value()) <= MOST_HEADER_BYTES;
        }

        private static long bytes(ConsumerRecord<byte[], byte[]> origin) {
            long bytes = (long) length(origin.key()) + length(origin.value());
            for (Header header : origin.headers()) {
                bytes += header.key().length() + length(header.value());
            }
            return bytes;
        }

        private static int length(byte @Nullable [] bytes) {
            return bytes == null ? 0 : bytes.length;
        }

        private static void tell(Headers headers, String size, String hash, byte @Nullable [] what) {
            byte[] bytes = what == null ? new byte[0] : what;
            put(headers, size, Integer.toString(bytes.length));
            put(headers, hash, HexFormat.of().formatHex(sha256(bytes)));
        }

        private static byte[] sha256(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        private static void put(Headers headers, String name, String value) {
            headers.remove(name).add(name, value.getBytes(UTF_8));
        }
    }
}
