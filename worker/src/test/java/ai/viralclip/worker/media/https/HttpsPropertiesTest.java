package ai.viralclip.worker.media.https;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What may be set for media that is fetched. */
class HttpsPropertiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosts | media.example.com,cdn.example.com:8443",
                "hosts | MEDIA.example.com",
                "hosts | localhost:8443",
                "hosts | 192.0.2.10:8443,[2001:db8::1]:443",
                "allowed-addresses | 10.20.0.0/16,fd12:3456::/32,127.0.0.1/32",
                "total-timeout | 1s"
            })
    void whatCanWorkIsTaken(String name, String value) {
        assertThat(problems(Map.of(name, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosts | https://media.example.com | hosts must be",
                "hosts | media.example.com/clips | hosts must be",
                "hosts | *.example.com | hosts must be",
                "hosts | media.example.com. | hosts must be",
                "hosts | media.example.com:0 | hosts must be",
                "hosts | media.example.com:65536 | hosts must be",
                "hosts | user@media.example.com | hosts must be",
                "hosts | 2130706433 | hosts must be",
                "hosts | 0x7f.1 | hosts must be",
                "hosts | 127.1 | hosts must be",
                "hosts | 0177.0.0.1 | hosts must be",
                "credentials | media.example.com=Bearer x | credentials must be",
                "credentials | media.example.com | credentials must be",
                "allowed-addresses | 10.0.0.1 | allowed-addresses must be",
                "allowed-addresses | 10.0.0.0/33 | allowed-addresses must be",
                "allowed-addresses | intranet/8 | allowed-addresses must be",
                "min-rate | 0B | must be positive",
                "header-timeout | 0s | must be positive",
                "rate-window | -1s | must be positive"
            })
    void whatCanNeverWorkIsNamed(String name, String value, String problem) {
        assertThat(problems(Map.of(name, value))).singleElement().asString().contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "media.example.com=Bearer abc.def | true",
                "MEDIA.example.com:443=Basic dXNlcjpwYXNz== | true",
                "media.example.com:444=Bearer abc | false",
                "media.example.com=Bearer abc,media.example.com=Bearer def | false",
                "media.example.com=Bearer \u00e9 | false",
                "media.example.com= | false"
            })
    void credentialsAreOfOneHostOfTheList(String value, boolean isTaken) {
        assertThat(problems(Map.of("hosts", "media.example.com", "credentials", value))
                        .isEmpty())
                .isEqualTo(isTaken);
    }

    private static List<String> problems(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("clip.media.https." + name, value));
        HttpsProperties properties = new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("clip.media.https", HttpsProperties.class);
        assertThat(properties.toString()).doesNotContain("abc");
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator().validate(properties).stream()
                    .map(ConstraintViolation::getMessage)
                    .toList();
        }
    }
}
