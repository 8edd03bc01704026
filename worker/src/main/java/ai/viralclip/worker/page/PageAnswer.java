package ai.viralclip.worker.page;

import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What the page answers. */
sealed interface PageAnswer {

    /** Text that is there at once. */
    record Whole(int status, String contentType, String body, Map<String, String> headers) implements PageAnswer {

        public Whole {
            headers = Map.copyOf(headers);
        }

        /** With a header more. */
        Whole with(String name, String value) {
            return new Whole(status, contentType, body, Map.of(name, value));
        }
    }

    /** What the worker does, again and again until one of both sides ends it. */
    record Live(Role role) implements PageAnswer {}

    /** Refused, in a sentence that says what to do instead. */
    static Whole refused(int status, String sentence) {
        return json(status, new Refusal(sentence));
    }

    static Whole json(int status, Object value) {
        return new Whole(status, "application/json", Json.of(value), Map.of());
    }

    /** The body of whatever is not answered. */
    record Refusal(String error) {}

    /** Names as in the events: {@code run_id}. What is empty is left out. */
    final class Json {

        static final JsonMapper MAPPER = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(
                        all -> all.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
                .build();

        private Json() {}

        static String of(Object value) {
            return MAPPER.writeValueAsString(value);
        }
    }
}
