package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.operator.letters.Letter;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The record that a dead letter is replayed as. Key and value are the letter's, byte for byte; so are the headers of
 * CloudEvents and of the worker, by which its answers have the ids that they had before. No other header travels: it
 * may be meant for whoever read the letter's original. {@code dlt-replays} is one more.
 *
 * <p>A replay is a trace of its own ({@code traceparent}), sampled as the old one was; that is kept, for a link, as
 * {@link DeadLetterHeaders#TRACEPARENT}.
 */
final class ReplayRecord {

    private static final String TRACEPARENT = "traceparent";
    private static final Pattern W3C = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String SAMPLED = "01";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String topic;
    private final int partitions;

    /** @param partitions how many the topic has now */
    ReplayRecord(String topic, int partitions) {
        this.topic = topic;
        this.partitions = partitions;
    }

    ProducerRecord<byte[], byte[]> of(LetterRecord letter) {
        return new ProducerRecord<>(
                topic, partition(letter), letter.record().key(), letter.record().value(), headers(letter));
    }

    /** Where it came from, so that it is behind what came before it; by its key where that is not there. */
    private @Nullable Integer partition(LetterRecord letter) {
        return letter.origin()
                .filter(origin -> origin.topic().equals(topic) && origin.partition() < partitions)
                .map(Letter.Origin::partition)
                .orElse(null);
    }

    private static Headers headers(LetterRecord letter) {
        Headers headers = new RecordHeaders();
        for (Header header : letter.record().headers()) {
            if (travels(header.key())) {
                headers.add(header);
            }
        }
        put(headers, DeadLetterHeaders.REPLAYS, Integer.toString(letter.replays() + 1));
        Optional<String> old =
                letter.header(TRACEPARENT).filter(text -> W3C.matcher(text).matches());
        old.ifPresent(text -> put(headers, DeadLetterHeaders.TRACEPARENT, text));
        put(
                headers,
                TRACEPARENT,
                newTrace(old.map(text -> text.substring(text.length() - 2)).orElse(SAMPLED)));
        return headers;
    }

    private static boolean travels(String name) {
        return name.startsWith("ce_") || name.startsWith("dlt-") || name.equals("content-type");
    }

    private static String newTrace(String flags) {
        byte[] ids = new byte[24];
        RANDOM.nextBytes(ids);
        ids[15] |= 1; // neither of the two may be all zeros
        ids[23] |= 1;
        String hex = HexFormat.of().formatHex(ids);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-" + flags;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }
}
