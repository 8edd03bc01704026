package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
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
        ClipEvent event = codec.decode(bytes(example), type.data());
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
                .withData(Files.bytes("examples/" + type.topic() + ".json"))
                .build();
        assertThat(CloudEvents.read(envelope, type.data()).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIP_READY", "CLIP_FAILED"})
    void theIdsOfTheAnswersAreDerivedFromTheRenderedExample(EventType type) {
        JsonNode rendered = Files.exampleHeaders(EventType.CLIP_RENDERED);
        String derived = EventIds.derived(
                URI.create(rendered.path("ce_source").stringValue()),
                rendered.path("ce_id").stringValue(),
                type);
        assertThat(Files.exampleHeaders(type).path("ce_id").stringValue()).isEqualTo(derived);
    }

    private static byte[] bytes(JsonNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }
}
