package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.Uid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of an envelope refuses an event, and what does not. All that can be wrong is in the contracts' own test. */
final class EventReaderTest {

    private static final String TYPE = "ai.viralclip.clips.requested.v1";
    private static final String DATA = "{\"uid\":\"u1\",\"run_id\":\"r1\"}";

    private static final Instant WRITTEN = Instant.parse("2026-11-02T09:17:00Z");

    private final EventReader reader = new EventReader(new EventCodec(), () -> WRITTEN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            ce_id        | \u65e5\u672c
            ce_Bad-Name  | x
            content-type | null
            ce_time      | 2026-11-02T09:16:21.1234567891Z
            """)
    void whatDoesNotMatterRefusesNothing(String header, @Nullable String value) {
        assertThat(read(request(header, value))).isInstanceOf(Incoming.Valid.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ce_specversion | 0.3         | ce_specversion: is "0.3", not 1.0
            ce_source      | a b         | ce_source: is no URI: it has a space, or a character that is to be escaped
            ce_time        | now         | ce_time: is "now", not a time with its zone such as 2026-01-31T12:00:00Z
            ce_type        | '"%s"'      | ce_type: is in quotes ("ai.viralclip.clips.requested.v1"): it must be the plain text, not JSON
            """)
    void whatIsWrongIsNamedByItsHeader(String header, String value, String detail) {
        assertThat(read(request(header, value.formatted(TYPE))))
                .isInstanceOfSatisfying(Incoming.Broken.class, broken -> {
                    assertThat(broken.reason()).isEqualTo(Reason.EVENT_UNREADABLE);
                    assertThat(broken.detail()).isEqualTo(detail);
                    assertThat(broken.ids().uid()).contains(new Uid("u1"));
                });
    }

    @Test
    void structuredModeIsReadAsWell() {
        ConsumerRecord<byte[], byte[]> record = record("{\"specversion\":\"1.0\",\"id\":\"s1\",\"source\":\"/web\","
                + "\"type\":\"" + TYPE + "\",\"time\":\"2026-11-02T09:16:21Z\",\"data\":" + DATA + "}");
        record.headers().add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));

        assertThat(read(record)).isInstanceOfSatisfying(Incoming.Valid.class, valid -> {
            assertThat(valid.id()).isEqualTo("s1");
            assertThat(valid.time()).isEqualTo(Instant.parse("2026-11-02T09:16:21Z"));
        });
    }

    @Test
    void aBrokenStructuredEventIsKnownByItsIdAndWhoseItIs() {
        ConsumerRecord<byte[], byte[]> record =
                record("{\"specversion\":\"0.3\",\"id\":\"s1\",\"source\":\"/web\",\"data\":" + DATA + "}");
        record.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));

        assertThat(read(record)).isInstanceOfSatisfying(Incoming.Broken.class, broken -> {
            assertThat(broken.id()).isEqualTo("s1");
            assertThat(broken.ids().uid()).contains(new Uid("u1"));
            assertThat(broken.detail()).isEqualTo("/specversion: is \"0.3\", not 1.0; /type: is missing");
        });
    }

    private Incoming<ClipsRequested> read(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(record, ClipsRequested.class);
    }

    private static ConsumerRecord<byte[], byte[]> request(String header, @Nullable String value) {
        ConsumerRecord<byte[], byte[]> record = record(DATA);
        List.of("ce_specversion=1.0", "ce_id=e1", "ce_source=/web", "ce_type=" + TYPE, "content-type=application/json")
                .forEach(pair -> {
                    String[] parts = pair.split("=", 2);
                    record.headers().add(parts[0], parts[1].getBytes(UTF_8));
                });
        record.headers().remove(header).add(header, value == null ? null : value.getBytes(UTF_8));
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>(
                "clips-requested",
                0,
                7,
                WRITTEN.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length(),
                null,
                value.getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
