package ai.viralclip.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Events that are in a record's value whole. */
final class StructuredEnvelopeTest extends EnvelopeCase {

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
}
