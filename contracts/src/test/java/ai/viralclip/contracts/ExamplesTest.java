package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

final class ExamplesTest {

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @EnumSource
    void everyExampleKeepsItsSchema(EventType type) {
        assertThat(Files.schema(type).validate(Files.example(type))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleIsReadAndWrittenWithoutLoss(EventType type) throws ContractViolation {
        JsonNode example = Files.example(type);
        EventData event = codec.decode(bytes(example), type.data());
        assertThat(event.type()).isEqualTo(type);
        assertThat(Files.JSON.readTree(codec.encode(event))).isEqualTo(example);
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleIsWrittenInTheOrderOfItsRecord(EventType type) throws ContractViolation {
        String written =
                new String(codec.encode(codec.decode(bytes(Files.example(type)), type.data())), StandardCharsets.UTF_8);
        assertThat(written).isEqualTo(Files.example(type).toString());
    }

    @ParameterizedTest
    @EnumSource
    void everyExamplesHeadersAreThoseOfItsEnvelope(EventType type) throws ContractViolation {
        JsonNode headers = Files.exampleHeaders(type);
        assertThat(headers.path("ce_type").stringValue()).isEqualTo(type.typeName());
        assertThat(headers.path("ce_dataschema").stringValue())
                .isEqualTo(type.schema().toString());
        var envelope = CloudEventBuilder.v1()
                .withId(headers.path("ce_id").stringValue())
                .withSource(URI.create(headers.path("ce_source").stringValue()))
                .withType(headers.path("ce_type").stringValue())
                .withDataContentType(headers.path("content-type").stringValue())
                .withData(Files.bytes(Files.examplePath(type)))
                .build();
        assertThat(CloudEvents.read(envelope, type.data()).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "CLIP_READY, CLIP_RENDERED, rendered_event_id",
        "CLIP_FAILED, CLIP_RENDERED, rendered_event_id",
        "CLIPS_LISTED, CLIPS_REQUESTED, request_event_id",
        "REQUEST_FAILED, CLIPS_REQUESTED, request_event_id",
        "PURGE_COMPLETED, PURGE_REQUESTED, request_event_id",
        "VERIFY_COMPLETED, VERIFY_REQUESTED, request_event_id"
    })
    void theIdOfAnAnswerIsDerivedFromWhatItAnswers(EventType answer, EventType asked, String field) {
        JsonNode headers = Files.exampleHeaders(asked);
        String id = headers.path("ce_id").stringValue();
        String derived = EventIds.derived(URI.create(headers.path("ce_source").stringValue()), id, answer);
        assertThat(Files.exampleHeaders(answer).path("ce_id").stringValue()).isEqualTo(derived);
        assertThat(Files.example(answer).path(field).stringValue()).isEqualTo(id);
    }

    /**
     * Where media lies, by the forms of URIs that README.md lists; the third one is in the example of the event itself.
     */
    @ParameterizedTest
    @CsvSource({"clip-rendered-file, file", "clip-rendered-https, https", "clip-rendered, s3"})
    void everyFormOfAPlaceIsTaken(String name, String scheme) throws ContractViolation {
        JsonNode example = Files.JSON.readTree(Files.bytes("examples/" + name + ".json"));

        assertThat(Files.schema(EventType.CLIP_RENDERED).validate(example)).isEmpty();
        ClipRendered event = codec.decode(bytes(example), ClipRendered.class);
        assertThat(event.video().uri().getScheme()).isEqualTo(scheme);
        assertThat(Files.JSON.readTree(codec.encode(event))).isEqualTo(example);
    }

    private static byte[] bytes(JsonNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }
}
