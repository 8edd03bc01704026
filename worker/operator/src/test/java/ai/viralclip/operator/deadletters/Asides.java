package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of a dead-letter topic. */
final class Asides {

    static final Map<String, String> USUAL = Map.of(
            "ce_id", "e-1",
            "ce_source", "/pipeline",
            "content-type", "application/json",
            "dlt-reason", "source_missing",
            "dlt-origin-topic", "clip-rendered",
            "dlt-origin-partition", "4",
            "dlt-origin-offset", "88",
            "dlt-origin-timestamp", "1764403200000",
            "dlt-attempts", "10",
            "dlt-replays", "0");

    private Asides() {}

    static LetterRecord letter(Map<String, String> headers, Optional<String> value) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(UTF_8)));
        byte[] bytes = value.map(text -> text.getBytes(UTF_8)).orElse(null);
        return new LetterRecord(new ConsumerRecord<>(
                "clip-rendered-dlt",
                5,
                17,
                1_764_403_300_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                "ana/launch".getBytes(UTF_8),
                bytes,
                all,
                Optional.empty()));
    }

    static LetterRecord letterWith(String header, String text) {
        Map<String, String> headers = new HashMap<>(USUAL);
        headers.put(header, text);
        return letter(headers, Optional.of("{}"));
    }
}
