package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Envelope;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.tracing.ClipTrace;
import ai.viralclip.worker.tracing.Spans;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aRecordsContextIsRead() {
        SpanContext read = read("traceparent", PARENT, "tracestate", "vendor=opaque,other=1");
        assertThat(read.getTraceId()).isEqualTo(TRACE);
        assertThat(read.getSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(read.isSampled()).isTrue();
        assertThat(read.getTraceState().get("vendor")).isEqualTo("opaque");
    }

    @Test
    void ofTwoTheLastOneCounts() {
        assertThat(read("traceparent", OTHER, "traceparent", PARENT).getTraceId())
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void whatIsNoContextIsNoneAndIsNotPassedOn(String broken) {
        Headers headers = headers("traceparent", broken, "tracestate", "vendor=opaque");
        assertThat(context(headers).isValid()).isFalse();
        TraceHeaders.write(passedOn(headers), headers);
        assertThat(headers).isEmpty();
    }

    @Test
    void aHeaderWithoutAValueIsNoContext() {
        Headers headers = new RecordHeaders().add("traceparent", null).add("tracestate", null);
        assertThat(context(headers).isValid()).isFalse();
    }

    @Test
    void cloudEventsOwnIsReadWhereThereIsNoOtherThatCanBe() {
        assertThat(read("ce_traceparent", PARENT, "ce_tracestate", "vendor=opaque")
                        .getTraceState()
                        .get("vendor"))
                .isEqualTo("opaque");
        assertThat(read("traceparent", "nonsense", "ce_traceparent", PARENT).getTraceId())
                .isEqualTo(TRACE);
        assertThat(read("traceparent", PARENT, "ce_traceparent", OTHER).getTraceId())
                .isEqualTo(TRACE);
    }

    @Test
    void inStructuredModeItsOwnIsInTheValue() {
        SpanContext read = structured("\"traceparent\":\"" + PARENT + "\",\"tracestate\":\"vendor=opaque\"");
        assertThat(read.getTraceId()).isEqualTo(TRACE);
        assertThat(read.getTraceState().get("vendor")).isEqualTo("opaque");
    }

    @Test
    void inStructuredModeAHeaderComesFirstAsWell() {
        assertThat(structured("\"traceparent\":\"" + OTHER + "\"", "traceparent", PARENT)
                        .getTraceId())
                .isEqualTo(TRACE);
        assertThat(structured("\"traceparent\":\"" + OTHER + "\"", "ce_traceparent", PARENT)
                        .getTraceId())
                .isEqualTo(TRACE);
        assertThat(structured("\"traceparent\":\"" + PARENT + "\"", "traceparent", "nonsense")
                        .getTraceId())
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"traceparent\":7",
                "\"traceparent\":null",
                "\"traceparent\":[\"" + PARENT + "\"]",
                "\"traceparent\":\"nonsense\"",
                "\"ce_traceparent\":\"" + PARENT + "\"",
                "\"traceparent\":\"" + PARENT + "\",,"
            })
    void inStructuredModeWhatIsNoContextIsNone(String members) {
        assertThat(structured(members).isValid()).isFalse();
    }

    @Test
    void aStateThatCannotBeReadIsDroppedAlone() {
        SpanContext read = read("traceparent", PARENT, "tracestate", "no pairs at all");
        assertThat(read.getTraceId()).isEqualTo(TRACE);
        assertThat(read.getTraceState().isEmpty()).isTrue();
    }

    @Test
    void withoutTracingWhatCameIsPassedOnOnceAndUnchanged() {
        Headers from = headers("traceparent", PARENT, "tracestate", "vendor=opaque,other=1");
        Headers to = headers("traceparent", OTHER, "ce_id", "1", "traceparent", OTHER, "tracestate", "old=1");
        TraceHeaders.write(passedOn(from), to);
        assertThat(values(to, "traceparent")).containsExactly(PARENT);
        assertThat(values(to, "tracestate")).containsExactly("vendor=opaque,other=1");
        assertThat(values(to, "ce_id")).containsExactly("1");
    }

    @Test
    void whatAReplayedRecordsLetterBelongedToIsReadBesideItsOwn() {
        Headers replayed = headers("traceparent", OTHER, "dlt-traceparent", PARENT);

        assertThat(TraceHeaders.replayed(replayed).map(SpanContext::getTraceId)).contains(TRACE);
        assertThat(context(replayed).getTraceId()).isNotEqualTo(TRACE);
        assertThat(TraceHeaders.replayed(headers("traceparent", PARENT))).isEmpty();
        assertThat(TraceHeaders.replayed(headers("dlt-traceparent", "\u001b[2J")))
                .isEmpty();
    }

    private static ClipTrace passedOn(Headers headers) {
        return Spans.none().process("clip-rendered", 0, 7, TraceHeaders.read(headers, envelope(headers, "")));
    }

    private static SpanContext read(String... namesAndValues) {
        return context(headers(namesAndValues));
    }

    private static SpanContext context(Headers headers) {
        return Span.fromContext(TraceHeaders.read(headers, envelope(headers, "")))
                .getSpanContext();
    }

    private static SpanContext structured(String members, String... namesAndValues) {
        Headers headers = headers(namesAndValues).add("content-type", "application/cloudevents+json".getBytes(UTF_8));
        return Span.fromContext(TraceHeaders.read(headers, envelope(headers, "{" + members + "}")))
                .getSpanContext();
    }

    private static Envelope envelope(Headers headers, String value) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("clip-rendered", 0, 7, new byte[0], value.getBytes(UTF_8));
        headers.forEach(record.headers()::add);
        return new EventReader(new EventCodec(), InstantSource.system()).envelope(record);
    }

    private static Headers headers(String... namesAndValues) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
        }
        return headers;
    }

    private static List<String> values(Headers headers, String name) {
        List<String> values = new ArrayList<>();
        headers.headers(name).forEach(header -> values.add(new String(header.value(), UTF_8)));
        return values;
    }
}
