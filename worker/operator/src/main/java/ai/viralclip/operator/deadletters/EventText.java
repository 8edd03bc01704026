package ai.viralclip.operator.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record's value for people: JSON indented, token by token, so that every number is the one that was sent, digit for
 * digit; what is no JSON as the text that it is.
 */
record EventText(Optional<String> text, boolean isJson) {

    private static final int LONGEST_OTHER = 4_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static EventText of(byte @Nullable [] value) {
        if (value == null) {
            return new EventText(Optional.empty(), false);
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            return indented(text)
                    .map(json -> new EventText(Optional.of(json), true))
                    .orElseGet(() -> new EventText(Optional.of(cut(text)), false));
        } catch (CharacterCodingException e) {
            return new EventText(Optional.of("(" + value.length + " bytes that are no UTF-8 text)"), false);
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_OTHER ? text : text.substring(0, LONGEST_OTHER) + " ...";
    }

    private static Optional<String> indented(String text) {
        StringWriter out = new StringWriter();
        try (JsonParser parser = JSON.tokenStreamFactory().createParser(ObjectReadContext.empty(), text);
                JsonGenerator generator = JSON.createGenerator(out)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            do {
                copy(parser, generator);
            } while (parser.nextToken() != null);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    private static void copy(JsonParser parser, JsonGenerator generator) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            generator.writeNumber(parser.getString());
        } else {
            generator.copyCurrentEvent(parser);
        }
    }
}
