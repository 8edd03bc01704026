package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.intake.ModelClips;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No event comes from the future, whatever its sender's clock or its record's timestamp says. */
final class EventTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration ALLOWANCE = Duration.ofSeconds(10);

    private final EventReader reader = new EventReader(new EventCodec(), () -> NOW);

    @ParameterizedTest
    @CsvSource({
        "2099-01-01T00:00:00Z, 2026-11-28T11:00:00Z, 2026-11-28T11:00:10Z",
        "9999-12-31T23:59:59Z, 2026-11-28T11:00:00Z, 2026-11-28T11:00:10Z",
        "2026-11-28T20:00:00Z, 2026-11-28T11:00:00Z, 2026-11-28T11:00:10Z",
        "2026-11-28T11:00:10.001Z, 2026-11-28T11:00:00Z, 2026-11-28T11:00:10Z",
        "2026-11-28T11:00:10Z, 2026-11-28T11:00:00Z, 2026-11-28T11:00:10Z",
        "2026-11-28T10:59:58Z, 2026-11-28T11:00:00Z, 2026-11-28T10:59:58Z",
        "2026-11-28T12:00:05Z, 2026-11-28T12:00:04Z, 2026-11-28T12:00:05Z"
    })
    void whatAnEventSaysIsBoundedByItsRecord(Instant said, Instant written, Instant expected) {
        assertThat(timeOf(record(Optional.of(said), written.toEpochMilli(), Optional.empty())))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, -1, 1_795_867_200L, 1_795_867_200_000_000L, 4_102_444_800_000L, Long.MIN_VALUE, Long.MAX_VALUE})
    void anImpossibleTimestampBoundsNothingTheTimeOfReadingDoes(long timestamp) {
        Instant rendered = NOW.minusSeconds(60);

        assertThat(timeOf(record(Optional.of(rendered), timestamp, Optional.empty())))
                .contains(rendered);
        assertThat(timeOf(record(Optional.of(NOW.plus(Duration.ofHours(9))), timestamp, Optional.empty())))
                .contains(NOW.plus(ALLOWANCE));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_795_867_200L, Long.MIN_VALUE})
    void anEventThatNothingDatesIsRefusedInWordsThatSaySo(long timestamp) {
        Incoming<ClipRendered> read =
                reader.read(record(Optional.empty(), timestamp, Optional.empty()), ClipRendered.class);

        assertThat(read).isInstanceOfSatisfying(Incoming.Broken.class, broken -> {
            assertThat(broken.reason()).isEqualTo(Reason.CONTRACT_BROKEN);
            assertThat(broken.detail()).contains("ce_time is not set").contains("timestamp");
        });
    }

    @Test
    void withoutCeTimeTheRecordsTimestampCountsAndOneToComeIsNow() {
        assertThat(timeOf(record(Optional.empty(), NOW.minusSeconds(5).toEpochMilli(), Optional.empty())))
                .contains(NOW.minusSeconds(5));
        assertThat(timeOf(record(Optional.empty(), NOW.plusSeconds(9_000).toEpochMilli(), Optional.empty())))
                .contains(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "1795864000000, 1795864010000", // Replayed now; it was written nearly an hour ago.
        "1795867200001, 1795867210000", // Said to have been written later than it was replayed.
        "0, 1795867210000",
        "-1, 1795867210000",
        "4102444800000, 1795867210000",
        "9223372036854775807, 1795867210000",
        "no number, 1795867210000"
    })
    void ofAReplayedRecordTheFirstOneBoundsTheEvent(String origin, long expected) {
        Instant years = Instant.parse("2099-01-01T00:00:00Z");

        assertThat(timeOf(record(Optional.of(years), NOW.toEpochMilli(), Optional.of(origin))))
                .contains(Instant.ofEpochMilli(expected));
    }

    @Test
    void whateverIsSaidNothingIsLaterThanTheAllowanceAfterItsReading() {
        Random random = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            long timestamp = random.nextBoolean() ? random.nextLong() : random.nextLong(4_102_444_800_000L);
            Instant said = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 60_000_000_000L));
            Optional<String> origin =
                    random.nextBoolean() ? Optional.empty() : Optional.of(Long.toString(random.nextLong()));

            Optional<Instant> time = timeOf(record(Optional.of(said), timestamp, origin));

            assertThat(time)
                    .hasValueSatisfying(at -> assertThat(at)
                            .isBeforeOrEqualTo(NOW.plus(ALLOWANCE))
                            .isBeforeOrEqualTo(said));
        }
    }

    /** It is dead-lettered once more: the letter says when the first record was written. */
    @Test
    void theFirstTimestampOutlivesEveryReplay() {
        long first = NOW.minusSeconds(500).toEpochMilli();

        assertThat(EventTime.first(record(Optional.empty(), NOW.toEpochMilli(), Optional.of(Long.toString(first)))))
                .isEqualTo(first);
        assertThat(EventTime.first(record(Optional.empty(), first, Optional.empty())))
                .isEqualTo(first);
        assertThat(EventTime.first(record(Optional.empty(), first, Optional.of("0"))))
                .isEqualTo(first);
    }

    private Optional<Instant> timeOf(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(record, ClipRendered.class) instanceof Incoming.Valid<ClipRendered> valid
                ? Optional.of(valid.time())
                : Optional.empty();
    }

    private static ConsumerRecord<byte[], byte[]> record(
            Optional<Instant> said, long timestamp, Optional<String> origin) {
        ProducerRecord<byte[], byte[]> event = KafkaMessageFactory.<byte[]>createWriter(
                        "clip-rendered", "u/r".getBytes(UTF_8))
                .writeBinary(CloudEvents.of(
                        ModelClips.rendered(1), "id", URI.create("/pipeline"), NOW.atOffset(ZoneOffset.UTC), "u/r"));
        event.headers().remove("ce_time");
        said.ifPresent(time -> event.headers().add("ce_time", time.toString().getBytes(UTF_8)));
        origin.ifPresent(first -> event.headers().add(DeadLetterHeaders.ORIGIN_TIMESTAMP, first.getBytes(UTF_8)));
        return new ConsumerRecord<>(
                "clip-rendered",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                event.key(),
                event.value(),
                event.headers(),
                Optional.empty());
    }
}
