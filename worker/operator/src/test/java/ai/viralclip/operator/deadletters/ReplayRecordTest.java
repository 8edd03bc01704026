package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.EventIds;
import ai.viralclip.contracts.EventType;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

final class ReplayRecordTest {

    private static final String OLD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ReplayRecord replay = new ReplayRecord("clip-rendered", 6);

    @Test
    void onlyHeadersOfTheEventAndOfTheWorkerTravel() {
        SplittableRandom random = new SplittableRandom(20);
        for (int round = 0; round < 500; round++) {
            Map<String, String> headers = new HashMap<>(Asides.USUAL);
            for (int i = 0; i < 5; i++) {
                String prefix = new String[] {"ce_", "dlt-", "x-", "content-", "kafka_", ""}[random.nextInt(6)];
                headers.put(prefix + "h" + random.nextInt(9), "" + i);
            }
            int replays = random.nextInt(9);
            headers.put("dlt-replays", "" + replays);

            Map<String, String> sent = headersOf(replay.of(Asides.letter(headers, Optional.of("{}"))));

            headers.keySet()
                    .removeIf(name ->
                            !name.startsWith("ce_") && !name.startsWith("dlt-") && !name.equals("content-type"));
            headers.put("dlt-replays", "" + (replays + 1));
            assertThat(sent).containsKey("traceparent");
            sent.remove("traceparent");
            assertThat(sent).isEqualTo(headers);
        }
    }

    @Test
    void aReplayIsATraceOfItsOwnThatNamesTheOldOne() {
        Map<String, String> first = headersOf(replay.of(Asides.letterWith("traceparent", OLD)));
        Map<String, String> second = headersOf(replay.of(Asides.letterWith("traceparent", OLD)));
        Map<String, String> broken = headersOf(replay.of(Asides.letterWith("traceparent", "\u001b[2J")));

        assertThat(first).containsEntry("dlt-traceparent", OLD);
        assertThat(first.get("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .isNotEqualTo(OLD);
        assertThat(second.get("traceparent")).isNotEqualTo(first.get("traceparent"));
        assertThat(broken).doesNotContainKey("dlt-traceparent");
        assertThat(broken.get("traceparent")).endsWith("-01");
    }

    @Test
    void aRecordGoesBackToItsPartitionWhereThatIsThere() {
        assertThat(replay.of(Asides.letter(Asides.USUAL, Optional.of("{}"))).partition())
                .isEqualTo(4);
        assertThat(replay.of(Asides.letterWith("dlt-origin-partition", "6")).partition())
                .isNull();
        assertThat(replay.of(Asides.letterWith("dlt-origin-topic", "another")).partition())
                .isNull();
    }

    /** They derive from its source and id, whatever partition it comes to, and how often. */
    @Test
    void answersToAReplayHaveTheIdsThatTheyHadBefore() {
        Map<String, String> sent = headersOf(replay.of(Asides.letter(Asides.USUAL, Optional.of("{}"))));

        assertThat(answer(sent)).isEqualTo(answer(Asides.USUAL));
    }

    private static String answer(Map<String, String> headers) {
        return EventIds.derived(
                URI.create(Objects.requireNonNull(headers.get("ce_source"))),
                Objects.requireNonNull(headers.get("ce_id")),
                EventType.CLIP_READY);
    }

    private static Map<String, String> headersOf(ProducerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            assertThat(headers.put(header.key(), new String(header.value(), UTF_8)))
                    .as("once")
                    .isNull();
        }
        return headers;
    }
}
