package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeMark;
import ai.viralclip.worker.purge.Purges;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

class PurgeFeedTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final PurgeLedger ledger = Purges.ledger(() -> NOON);
    private final PurgeFeed feed =
            new PurgeFeed(new DefaultKafkaConsumerFactory<>(Map.of()), Map.of(), "purges", ledger, () -> NOON);

    @Test
    void aMarkIsKnownUntilARecordWithoutAValueTakesItAway() {
        feed.add(record(0, new PurgeMark(NOON, false).toBytes()));
        assertThat(ledger.purgedUntil("ana")).contains(NOON);

        feed.add(record(1, null));
        assertThat(ledger.purgedUntil("ana")).isEmpty();
    }

    /** It may have been of anybody. */
    @Test
    void anUnreadableMarkHoldsUpAllUntilItsKeyHasALaterRecord() {
        feed.add(record(0, "{\"purged_at\":".getBytes(UTF_8)));
        feed.heardUntil(Moment.now(() -> NOON));
        assertThat(ledger.isFresh()).isFalse();

        feed.add(record(1, new PurgeMark(NOON, false).toBytes()));
        feed.heardUntil(Moment.now(() -> NOON));
        assertThat(ledger.isFresh()).isTrue();
        assertThat(ledger.purgedUntil("ana")).contains(NOON);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>("purges", 0, offset, "ana".getBytes(UTF_8), value);
    }
}
