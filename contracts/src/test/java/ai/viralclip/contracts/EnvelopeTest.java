package ai.viralclip.contracts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class EnvelopeTest {

    private static final String JSON = Files.example(EventType.CLIP_RENDERED).toString();

    private final Map<String, byte @Nullable []> headers = new LinkedHashMap<>();

    EnvelopeTest() {
        put("ce_specversion", "1.0");
        put("ce_id", "e1");
        put("ce_source", "/pipeline");
        put("ce_type", "ai.viralclip.clip.rendered.v1");
        put("ce_time", "2026-11-02T09:16:21Z");
        put("content-type", "application/json");
    }

    @Test
    void anEventIsReadFromHeadersAndValue() throws ContractViolation {
        Envelope.Event<ClipRendered> event = read();
        assertThat(event.id()).isEqualTo("e1");
        assertThat(event.source()).isEqualTo(URI.create("/pipeline"));
        assertThat(event.time()).contains(Instant.parse("2026-11-02T09:16:21Z"));
        assertThat(event.data().n()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ce_specversion |                      | ce_specversion: is missing
            ce_specversion | 0.3                  | ce_specversion: is "0.3", not 1.0
            ce_specversion | ``                   | ce_specversion: is "", not 1.0
            ce_specversion | "1.0"                | ce_specversion: is in quotes ("1.0"): it must be the plain text, not JSON
            ce_id          |                      | ce_id: is missing
            ce_id          | ` `                  | ce_id: is blank
            ce_id          | a\tb                 | ce_id: has a control character, or one that is none
            ce_id          | a\uffffb             | ce_id: has a control character, or one that is none
            ce_source      |                      | ce_source: is missing
            ce_source      | ``                   | ce_source: is blank
            ce_source      | my pipeline          | ce_source: is no URI: it has a space, or a character that is to be escaped
            ce_source      | /\u65e5              | ce_source: is no URI: it has a space, or a character that is to be escaped
            ce_source      | /a%zz                | ce_source: is "/a%zz", which is no URI
            ce_source      | "/pipeline"          | ce_source: is in quotes ("/pipeline"): it must be the plain text, not JSON
            ce_type        |                      | ce_type: is missing
            ce_type        | com.example.rendered | ce_type: is "com.example.rendered", not ai.viralclip.clip.rendered.v1
            ce_time        | yesterday            | ce_time: is "yesterday", not a time with its zone such as 2026-01-31T12:00:00Z
            ce_time        | 2026-11-02T09:16:21  | ce_time: is "2026-11-02T09:16:21", not a time with its zone such as 2026-01-31T12:00:00Z
            ce_time        | 1762074981           | ce_time: is "1762074981", not a time with its zone such as 2026-01-31T12:00:00Z
            ce_time        | 2026-02-30T09:16:21Z | ce_time: is "2026-02-30T09:16:21Z", which no clock and no calendar has
            ce_time        | 2026-02-03T25:16:21Z | ce_time: is "2026-02-03T25:16:21Z", which no clock and no calendar has
            ce_time        | 2026-02-03T25:16:21+99:00 | ce_time: is "2026-02-03T25:16:21+99:00", which no clock and no calendar has
            ce_time        | ``                   | ce_time: is "", not a time with its zone such as 2026-01-31T12:00:00Z
            ce_time        | "2026-11-02T09:16:21Z" | ce_time: is in quotes ("2026-11-02T09:16:21Z"): it must be the plain text, not JSON
            content-type   | text/json            | content-type: is "text/json", not application/json
            content-type   | application/avro     | content-type: is "application/avro", not application/json
            content-type   | "application/json"   | content-type: is in quotes ("application/json"): it must be the plain text, not JSON
            content-type   | application/cloudevents+protobuf   | content-type: is "application/cloudevents+protobuf", of these only application/cloudevents+json is read, with one event in a record
            content-type   | application/cloudevents-batch+json | content-type: is "application/cloudevents-batch+json", of these only application/cloudevents+json is read, with one event in a record
            """)
    void whatIsWrongIsNamedWithItsHeader(String header, @Nullable String value, String message) {
        change(header, value);
        ContractViolation violation = violation();
        assertThat(violation).hasMessage(message);
        assertThat(violation.reason()).isEqualTo(Reason.EVENT_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-%s", "CE_%s", "ce%s", "Ce-%s", "cloudEvents:%s", "cloudEvents_%s", "%s"})
    void attributesUnderTheNamesOfOthersAreNamed(String form) {
        for (String name : List.of("id", "source", "specversion", "type")) {
            change("ce_" + name, null);
            put(form.formatted(name), "x");
        }
        assertThat(violation())
                .hasMessageContaining(
                        "ce_id: is missing: a header \"%s\" is there, which is not its name in Kafka",
                        form.formatted("id"))
                .hasMessageContaining("ce_type: is missing: a header");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        change("ce_id", null);
        put("ce_time", "now");
        put("ce_specversion", "0.3");
        ContractViolation violation = violation();
        assertThat(violation)
                .hasMessage("ce_specversion: is \"0.3\", not 1.0; ce_id: is missing; ce_time: is \"now\","
                        + " not a time with its zone such as 2026-01-31T12:00:00Z");
        assertThat(violation.path()).isEqualTo("ce_specversion");
    }

    @Test
    void bytesThatAreNoUtf8AreNamed() {
        headers.put("ce_id", "caf\u00e9".getBytes(ISO_8859_1));
        assertThat(violation()).hasMessage("ce_id: is not UTF-8");
        assertThat(envelope().id()).isEmpty();
    }

    @Test
    void aNameIsAsLongAsAnAnswerCanRepeat() throws ContractViolation {
        put("ce_id", "\uD83C\uDFAC".repeat(256));
        assertThat(read().id()).hasSize(512);
        put("ce_id", "x".repeat(257));
        put("ce_source", "/" + "x".repeat(256));
        assertThat(violation())
                .hasMessage("ce_id: is longer than 256 characters; ce_source: is longer than 256 characters");
    }

    @Test
    void aNullWhereSomethingMustBeIsNamed() {
        headers.put("ce_type", null);
        assertThat(violation()).hasMessage("ce_type: is null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ce_id           | caf\u00e9 \u65e5\u672c \uD83C\uDFAC
            ce_id           | "e1"
            ce_Bad-Name     | x
            ce_             | x
            ce_dataschema   | not a uri
            ce_datacontenttype | text/plain
            ce_data         | x
            content-type    |
            content-type    | ``
            content-type    | Application/JSON; charset=utf-8
            ce_time         |
            ce_time         | 2026-11-02T09:16:21.1234567891Z
            ce_time         | 2026-11-02t09:16:21.123456789123456z
            ce_time         | 2026-11-02T09:16:60Z
            ce_time         | 2026-11-02T10:16:21+01:00
            ce_source       | urn:uuid:6e8bc430
            ce_source       | pipeline@host
            """)
    void whatIsOddIsNoReasonToRefuse(String header, @Nullable String value) throws ContractViolation {
        change(header, value);
        assertThat(read().data().n()).isEqualTo(3);
    }

    @Test
    void optionalHeadersThatAreNullAreAsGoodAsNone() throws ContractViolation {
        headers.put("content-type", null);
        headers.put("ce_time", null);
        headers.put("ce_subject", null);
        assertThat(read().time()).isEmpty();
    }

    @Test
    void whatIsFinerThanANanosecondIsCutOff() throws ContractViolation {
        put("ce_time", "2026-11-02T09:16:21.12345678999999+02:00");
        assertThat(read().time()).contains(Instant.parse("2026-11-02T07:16:21.123456789Z"));
    }

    @Test
    void aBrokenEventStillSaysItsIdAndSourceAndWhoseItIs() {
        put("ce_type", "other");
        put("ce_id", "\u65e5");
        assertThat(envelope().id()).contains("\u65e5");
        assertThat(envelope().source()).contains(URI.create("/pipeline"));
        assertThat(envelope().knownIds(null)).isEqualTo(new EventCodec().knownIds(JSON.getBytes(UTF_8), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "Application/CloudEvents+JSON; charset=UTF-8",
                " application/cloudevents+json ;x=y"
            })
    void structuredModeIsReadAsWell(String contentType) throws ContractViolation {
        ObjectNode event = structured(contentType);
        assertThat(read(event.toString()).data()).isEqualTo(binary());
        assertThat(read(event.toString()).time()).contains(Instant.parse("2026-11-02T09:16:21Z"));
        event.remove("data");
        event.put("data_base64", Base64.getEncoder().encodeToString(JSON.getBytes(UTF_8)));
        assertThat(read(event.toString()).data()).isEqualTo(binary());
        event.putNull("data")
                .putNull("time")
                .putNull("datacontenttype")
                .put("Odd-Name", 7)
                .put("dataschema", "no uri");
        assertThat(read(event.toString()).time()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id":"s1"                  | "id":7           | /id: is not a string
            "id":"s1"                  | "id":null        | /id: is missing
            "id":"s1"                  | "ce_id":"s1"     | /id: is missing
            "specversion":"1.0"        | "specversion":"0.3" | /specversion: is "0.3", not 1.0
            "source":"/pipeline"       | "source":"a b"   | /source: is no URI: it has a space, or a character that is to be escaped
            clip.rendered              | clip.ready       | /type: is "ai.viralclip.clip.ready.v1", not ai.viralclip.clip.rendered.v1
            2026-11-02T09:16:21Z       | now              | /time: is "now", not a time with its zone such as 2026-01-31T12:00:00Z
            "application/json"         | "text/plain"     | /datacontenttype: is "text/plain", not application/json
            "data":                    | "dada":          | has no data
            "data":                    | "data_base64":"!","dada": | /data_base64: is not base64
            "data":                    | "data_base64":"e30=","data": | has data and data_base64
            "data":                    | "data":"{}","x": | /data: is not an object
            "uid":                     | "nid":           | /data/uid: is missing
            "id":"s1"                  | "id":"s1","id":"s2" | is not JSON of the plain kind (no duplicate fields, nothing after its end, depth below 32)
            """)
    void whatIsWrongInStructuredModeIsNamedByItsPlace(String right, String wrong, String message) {
        String event = structured("application/cloudevents+json").toString();
        assertThat(event).contains(right);
        assertThat(catchThrowableOfType(ContractViolation.class, () -> read(event.replace(right, wrong))))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``          | is empty
            []          | is not a JSON object
            {           | is not JSON of the plain kind (no duplicate fields, nothing after its end, depth below 32)
            """)
    void aValueThatIsNoStructuredEventIsSaidToBe(String value, String message) {
        put("content-type", "application/cloudevents+json");
        assertThat(catchThrowableOfType(ContractViolation.class, () -> read(value)))
                .hasMessage(message);
    }

    @Test
    void aBrokenStructuredEventStillSaysItsIdAndWhoseItIs() {
        String event =
                structured("application/cloudevents+json").put("type", "other").toString();
        Envelope envelope = envelope(event.getBytes(UTF_8));
        assertThat(envelope.id()).contains("s1");
        assertThat(envelope.knownIds(null)).isEqualTo(new EventCodec().knownIds(JSON.getBytes(UTF_8), null));
        assertThat(envelope.knownIds(null).uid()).isPresent();
        put("content-type", "application/cloudevents+avro");
        assertThat(envelope(new byte[] {1}).id()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/cloudevents+json"})
    void aRecordWithoutAValueHasNoData(String contentType) {
        put("content-type", contentType);
        assertThat(catchThrowableOfType(
                        ContractViolation.class, () -> envelope(null).read(ClipRendered.class)))
                .hasMessage("has no data");
    }

    private ObjectNode structured(String contentType) {
        headers.clear();
        put("content-type", contentType);
        ObjectNode event = Files.JSON.createObjectNode();
        event.put("specversion", "1.0").put("id", "s1").put("source", "/pipeline");
        event.put("type", "ai.viralclip.clip.rendered.v1").put("time", "2026-11-02T09:16:21Z");
        event.put("datacontenttype", "application/json");
        event.set("data", Files.example(EventType.CLIP_RENDERED));
        return event;
    }

    private static ClipRendered binary() throws ContractViolation {
        return new EventCodec().decode(JSON.getBytes(UTF_8), ClipRendered.class);
    }

    private ContractViolation violation() {
        return catchThrowableOfType(ContractViolation.class, this::read);
    }

    private Envelope.Event<ClipRendered> read() throws ContractViolation {
        return read(JSON);
    }

    private Envelope.Event<ClipRendered> read(String value) throws ContractViolation {
        return envelope(value.getBytes(UTF_8)).read(ClipRendered.class);
    }

    private Envelope envelope() {
        return envelope(JSON.getBytes(UTF_8));
    }

    private Envelope envelope(byte @Nullable [] value) {
        return Envelope.of(
                new EventCodec(),
                new Envelope.Headers() {
                    @Override
                    public byte @Nullable [] last(String name) {
                        return headers.get(name);
                    }

                    @Override
                    public List<String> names() {
                        return List.copyOf(headers.keySet());
                    }
                },
                value);
    }

    private void change(String header, @Nullable String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            put(header, value);
        }
    }

    private void put(String header, String value) {
        headers.put(header, value.getBytes(UTF_8));
    }
}
