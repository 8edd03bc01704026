package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.Harmless;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Answers for programs: JSON in snake_case, harmless on a terminal. */
final class LetterJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private LetterJson() {}

    static String of(Object answer) {
        return Harmless.lines(JSON.writeValueAsString(answer));
    }
}
