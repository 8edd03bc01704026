package ai.viralclip.contracts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events whose attributes are headers. */
final class EnvelopeTest extends EnvelopeCase {

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
    @ValueSource(strings = {"application/json", "application/cloudevents+json"})
    void aRecordWithoutAValueHasNoData(String contentType) {
        put("content-type", contentType);
        assertThat(catchThrowableOfType(
                        ContractViolation.class, () -> envelope(null).read(ClipRendered.class)))
                .hasMessage("has no data");
    }

    private ContractViolation violation() {
        return catchThrowableOfType(ContractViolation.class, this::read);
    }

    private void change(String header, @Nullable String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            put(header, value);
        }
    }
}
