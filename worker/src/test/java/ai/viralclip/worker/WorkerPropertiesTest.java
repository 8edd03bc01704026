package ai.viralclip.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings that can never work are named. */
final class WorkerPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "clip.management-address, 127.0.0.1, MANAGEMENT_SERVER_ADDRESS is set",
        "clip.topics.clip-rendered-dlt, clip-rendered, clip.topics names one topic twice",
        "clip.topics.clip-ready, clip-rendered, clip.topics names one topic twice",
        "clip.topics.purges, purge-requested, clip.topics names one topic twice"
    })
    void aSettingThatCanNeverWorkIsNamed(String setting, String value, String problem) {
        assertThat(problems(Map.of(setting, value))).anyMatch(message -> message.startsWith(problem));
    }

    @Test
    void theDefaultsAreNotAmongThem() {
        assertThat(problems(Map.of()))
                .noneMatch(message -> message.startsWith("MANAGEMENT_") || message.startsWith("clip.topics"));
    }

    private static List<String> problems(Map<String, String> settings) {
        WorkerProperties properties = new Binder(new MapConfigurationPropertySource(new HashMap<>(settings)))
                .bindOrCreate("clip", WorkerProperties.class);
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator().validate(properties).stream()
                    .map(ConstraintViolation::getMessage)
                    .toList();
        }
    }
}
