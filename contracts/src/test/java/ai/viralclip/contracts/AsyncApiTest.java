package ai.viralclip.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class AsyncApiTest {

    private final JsonNode document = new YAMLMapper().readTree(Files.bytes("asyncapi.yaml"));

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> refs =
                document.findValues("$ref").stream().map(JsonNode::stringValue).toList();
        assertThat(refs)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        ref -> assertThat(target(ref).isMissingNode()).as(ref).isFalse());
    }

    @Test
    void theChannelsAreTheTopics() throws IllegalAccessException {
        assertThat(document.path("channels")
                        .valueStream()
                        .map(channel -> channel.path("address").stringValue()))
                .containsExactlyInAnyOrderElementsOf(constants(Topics.class));
    }

    @ParameterizedTest
    @EnumSource
    void everyEventHasItsChannelTypeSchemaAndKey(EventType type) {
        JsonNode message = messagesOn(type.topic())
                .filter(candidate -> candidate.path("name").stringValue().equals(type.typeName()))
                .findFirst()
                .orElseThrow();
        assertThat(message.at("/headers/allOf/1/properties/ce_type/const").stringValue())
                .isEqualTo(type.typeName());
        assertThat(message.at("/payload/schema/$ref").stringValue()).isEqualTo("./" + Files.schemaPath(type));
        assertThat(followed(message.path("bindings"))
                        .at("/kafka/key/description")
                        .stringValue())
                .isEqualTo(
                        switch (type) {
                            case PURGE_REQUESTED, PURGE_COMPLETED -> "{uid}";
                            case VERIFY_REQUESTED, VERIFY_COMPLETED ->
                                "{uid}/{run_id}, {uid}, or any: the reply repeats it.";
                            case REQUEST_FAILED ->
                                "The request's, whatever it was; left out of a failure where it has more than 1,024 bytes.";
                            default -> "{uid}/{run_id}";
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "listClips, CLIPS_REQUESTED, CLIPS_LISTED",
        "purge, PURGE_REQUESTED, PURGE_COMPLETED",
        "verify, VERIFY_REQUESTED, VERIFY_COMPLETED"
    })
    void everyRequestIsAnsweredByItsReplyOrByItsFailure(String name, EventType asked, EventType answer) {
        JsonNode operation = document.path("operations").path(name);
        assertThat(followed(operation.path("channel")).path("address").stringValue())
                .isEqualTo(asked.topic());
        JsonNode reply = operation.path("reply");
        assertThat(reply.at("/address/location").stringValue()).isEqualTo("$message.header#/kafka_replyTopic");
        assertThat(followed(reply.path("channel")).path("address").stringValue())
                .isEqualTo(answer.topic());
        assertThat(reply.path("messages")
                        .valueStream()
                        .map(message -> followed(followed(message)).path("name").stringValue()))
                .containsExactly(answer.typeName(), EventType.REQUEST_FAILED.typeName());
        assertThat(messagesOn(answer.topic())
                        .map(message -> message.path("name").stringValue()))
                .containsExactly(answer.typeName(), EventType.REQUEST_FAILED.typeName());
    }

    @Test
    void theDeadLettersHeadersAreTheConstants() throws IllegalAccessException {
        JsonNode headers = document.at("/components/schemas/deadLetter");
        assertThat(headers.path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(constants(DeadLetterHeaders.class));
        List<String> always = new ArrayList<>(constants(DeadLetterHeaders.class));
        always.removeAll(List.of(
                DeadLetterHeaders.VALUE_BYTES,
                DeadLetterHeaders.VALUE_SHA256,
                DeadLetterHeaders.KEY_BYTES,
                DeadLetterHeaders.KEY_SHA256,
                DeadLetterHeaders.TRACEPARENT));
        assertThat(headers.path("required").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrderElementsOf(always);
    }

    private Stream<JsonNode> messagesOn(String topic) {
        return document.path("channels")
                .valueStream()
                .filter(channel -> channel.path("address").stringValue().equals(topic))
                .flatMap(channel -> channel.path("messages").valueStream())
                .map(this::followed);
    }

    private JsonNode followed(JsonNode reference) {
        return target(reference.path("$ref").stringValue());
    }

    private JsonNode target(String ref) {
        int hash = ref.indexOf('#');
        String file = hash < 0 ? ref : ref.substring(0, hash);
        String pointer = hash < 0 ? "" : ref.substring(hash + 1);
        JsonNode root = file.isEmpty() ? document : Files.JSON.readTree(Files.bytes(file.substring("./".length())));
        return root.at(pointer);
    }

    private static List<String> constants(Class<?> type) throws IllegalAccessException {
        List<String> values = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                values.add((String) field.get(null));
            }
        }
        return values;
    }
}
