package ai.viralclip.worker.intake;

import ai.viralclip.worker.kafka.EventTime;
import ai.viralclip.worker.kafka.TraceHeaders;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.worker.delivery.Outcome;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The dead letter of a record: the original bytes, key and headers, and why and where from; but the trace context is
 * the clip's. One that its topic would not take goes without its value, a key of more than {@link #MOST_KEY_BYTES}, and
 * the headers that are neither CloudEvents' nor the worker's: their sizes and hashes tell what they were, and the
 * origin where they are (decision 0060).
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
                topic, null, now.toEpochMilli(), keyed ? origin.key() : null, bare ? null : origin.value(), headers);
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
