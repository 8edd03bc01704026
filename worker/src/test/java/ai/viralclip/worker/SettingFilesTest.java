package ai.viralclip.worker;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.UrlProperties;
import jakarta.validation.Valid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Settings as files: each named by a variable, or all in a folder. A start of Spring sets the levels of all loggers.
 */
@ResourceLock("levels of loggers")
final class SettingFilesTest {

    @ConfigurationProperties("clip")
    record Settings(
            @DefaultValue @Valid R2Properties r2,
            @DefaultValue @Valid UrlProperties urls) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class Application {}

    private static final String CDN_KEY = "0123456789-0123456789-0123456789";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aFilesValueIsWithoutTheLineBreakAtItsEnd(FileSetting setting) throws Exception {
        try (var context = start(Map.of(setting.fileVariable(), file("the-value\r\n")))) {
            assertThat(context.getEnvironment().getProperty(setting.property())).isEqualTo("the-value");
        }
    }

    @Test
    void whatIsGivenAsFilesReachesTheStoreTheUrlsAndKafka() throws Exception {
        var settings = Map.of(
                "R2_SECRET_ACCESS_KEY_FILE", file("the-secret\n"),
                "CLIP_URLS_CDN_KEYS_FILE", file(CDN_KEY + "\n"),
                "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE", file("a.Module required password=\"p\";\n"),
                "SPRING_KAFKA_SSL_TRUST_STORE_PASSWORD_FILE", file("of-the-store\n"));
        try (var context = start(settings)) {
            var bound = context.getBean(Settings.class);
            assertThat(bound.r2().secretAccessKey()).isEqualTo("the-secret");
            assertThat(bound.urls().cdn().keys()).containsExactly(CDN_KEY);
            assertThat(kafka(context).getProperties())
                    .containsEntry("sasl.jaas.config", "a.Module required password=\"p\";");
            assertThat(kafka(context).getSsl().getTrustStorePassword()).isEqualTo("of-the-store");
        }
    }

    /** A folder of secrets, as Kubernetes mounts it: each name a link into a folder that is replaced as a whole. */
    @Test
    void aConfigTreeGivesThemTooByTheNamesOfVariablesOrOfProperties() throws Exception {
        var data = Files.createDirectories(directory.resolve("secrets/..2026_11_28"));
        Files.createSymbolicLink(directory.resolve("secrets/..data"), Path.of("..2026_11_28"));
        var values = Map.of(
                "R2_SECRET_ACCESS_KEY", "the-secret\n",
                "clip.r2.access-key-id", "the-key-id\n",
                "CLIP_URLS_CDN_KEYS", CDN_KEY + "\n",
                "spring.kafka.properties.sasl.jaas.config", "a.Module required password=\"${user}\";\n",
                "SPRING_KAFKA_SSL_KEY_STORE_PASSWORD", "of-the-store");
        for (var value : values.entrySet()) {
            Files.writeString(data.resolve(value.getKey()), value.getValue());
            Files.createSymbolicLink(
                    directory.resolve("secrets").resolve(value.getKey()), Path.of("..data", value.getKey()));
        }
        try (var context = start(Map.of("spring.config.import", "configtree:" + directory.resolve("secrets") + "/"))) {
            var bound = context.getBean(Settings.class);
            assertThat(bound.r2().secretAccessKey()).isEqualTo("the-secret");
            assertThat(bound.r2().accessKeyId()).isEqualTo("the-key-id");
            assertThat(bound.urls().cdn().keys()).containsExactly(CDN_KEY);
            assertThat(kafka(context).getProperties())
                    .containsEntry("sasl.jaas.config", "a.Module required password=\"${user}\";");
            assertThat(kafka(context).getSsl().getKeyStorePassword()).isEqualTo("of-the-store");
        }
    }

    @Test
    void aValueIsTakenAsItStandsWhateverSpringMayReadIntoIt() throws Exception {
        var odd = "a${R2_BUCKET_NAME:x}#{1}\\$";
        var settings = Map.of(
                "R2_SECRET_ACCESS_KEY_FILE", file(odd), "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE", file(odd));
        try (var context = start(settings)) {
            assertThat(context.getBean(Settings.class).r2().secretAccessKey()).isEqualTo(odd);
            assertThat(kafka(context).getProperties()).containsEntry("sasl.jaas.config", odd);
        }
    }

    @Test
    void aVariableThatIsEmptyIsLeftOut() throws Exception {
        var settings = Map.of(
                "R2_SECRET_ACCESS_KEY", "",
                "R2_SECRET_ACCESS_KEY_FILE", file("the-secret"),
                "R2_ACCESS_KEY_ID", "the-key-id",
                "R2_ACCESS_KEY_ID_FILE", "",
                "CLIP_URLS_CDN_KEYS", "",
                "CLIP_URLS_CDN_KEYS_FILE", file(CDN_KEY));
        try (var context = start(settings)) {
            var bound = context.getBean(Settings.class);
            assertThat(bound.r2().secretAccessKey()).isEqualTo("the-secret");
            assertThat(bound.r2().accessKeyId()).isEqualTo("the-key-id");
            assertThat(bound.urls().cdn().keys()).containsExactly(CDN_KEY);
        }
    }

    @Test
    void oneMessageNamesEveryFileThatIsNotUsableAndShowsNothingOfIt() throws Exception {
        var large = Files.write(directory.resolve("large"), filled(64 * 1024 + 1));
        var settings = new HashMap<>(Map.of(
                "R2_ACCOUNT_ID_FILE", directory.resolve("hidden").toString(),
                "R2_BUCKET_NAME_FILE", directory.toString(),
                "R2_ACCESS_KEY_ID_FILE", file(" \n\n"),
                "R2_SECRET_ACCESS_KEY_FILE", large.toString(),
                "R2_ENDPOINT_URL_FILE", file(new byte[] {'h', 'i', 'd', (byte) 0xff}),
                "R2_KEY_EXPIRES_AT_FILE", file("hidden".getBytes(UTF_16)),
                "CLIP_URLS_CDN_KEYS_FILE", file("\uFEFF" + CDN_KEY),
                "SPRING_KAFKA_SSL_KEY_PASSWORD_FILE", file("hidden\0")));
        settings.put("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE", file("hidden"));
        settings.put("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "hidden");
        settings.put("SPRING_KAFKA_SSL_KEY_STORE_PASSWORD_FILE", file("hidden"));
        settings.put("spring.kafka.ssl.key-store-password", "hidden");

        assertThat(problems(settings))
                .containsExactly(
                        "R2_ACCOUNT_ID_FILE names a file that is not there",
                        "R2_BUCKET_NAME_FILE names something that is not a file",
                        "R2_ACCESS_KEY_ID_FILE names a file that is empty",
                        "R2_SECRET_ACCESS_KEY_FILE names a file of more than 64 KB, which is no such setting",
                        "R2_ENDPOINT_URL_FILE names a file that is not text in UTF-8 (without a byte order mark)",
                        "R2_KEY_EXPIRES_AT_FILE names a file that is not text in UTF-8 (without a byte order mark)",
                        "CLIP_URLS_CDN_KEYS_FILE names a file that is not text in UTF-8 (without a byte order mark)",
                        "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE and SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG"
                                + " are both set: set one of them",
                        "SPRING_KAFKA_SSL_KEY_STORE_PASSWORD_FILE and SPRING_KAFKA_SSL_KEY_STORE_PASSWORD are both"
                                + " set: set one of them",
                        "SPRING_KAFKA_SSL_KEY_PASSWORD_FILE names a file that is not text in UTF-8 (without a byte"
                                + " order mark)");
    }

    @Test
    void aFileAndAConfigTreeThatSayTheSameAreOneTooMany() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("tree")).resolve("CLIP_URLS_CDN_KEYS"), CDN_KEY);
        var settings = Map.of(
                "spring.config.import",
                "configtree:" + directory.resolve("tree") + "/",
                "CLIP_URLS_CDN_KEYS_FILE",
                file(CDN_KEY));
        assertThat(problems(settings))
                .containsExactly("CLIP_URLS_CDN_KEYS_FILE and CLIP_URLS_CDN_KEYS are both set: set one of them");
    }

    /** The secret in place of its file's name: a mistake that is soon made. */
    @Test
    void aSecretInPlaceOfAFilesNameIsNotShown() {
        assertThat(problems(Map.of("R2_SECRET_ACCESS_KEY_FILE", "hidden/secret")))
                .containsExactly("R2_SECRET_ACCESS_KEY_FILE names a file that is not there");
        assertThat(problems(Map.of("R2_SECRET_ACCESS_KEY_FILE", "hidden\0secret")))
                .containsExactly("R2_SECRET_ACCESS_KEY_FILE is not a file's name");
    }

    private static KafkaProperties kafka(ConfigurableApplicationContext context) {
        return Binder.get(context.getEnvironment())
                .bind("spring.kafka", KafkaProperties.class)
                .get();
    }

    private String file(String text) throws IOException {
        return file(text.getBytes(UTF_8));
    }

    private String file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(directory, "value", ""), content)
                .toString();
    }

    private static byte[] filled(int size) {
        var content = new byte[size];
        Arrays.fill(content, (byte) 'x');
        return content;
    }

    /** By the analyzer that Boot would use, which must show nothing of what is hidden. */
    private static List<String> problems(Map<String, String> settings) {
        var failure = catchThrowableOfType(
                RuntimeException.class, () -> start(settings).close());
        assertThat(failure).isNotNull();
        var analysis = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.logging(LogFactory.getLog("none")))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        assertThat(text(analysis)).doesNotContain("hidden");
        return Stream.of(analysis.getDescription().split("\n  - ")).skip(1).toList();
    }

    private static String text(FailureAnalysis analysis) {
        return analysis.getDescription() + analysis.getAction() + analysis.getCause();
    }

    private static ConfigurableApplicationContext start(Map<String, String> settings) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(settings.entrySet().stream()
                        .map(e -> "--" + e.getKey() + "=" + e.getValue())
                        .toArray(String[]::new));
    }
}
