package ai.viralclip.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.UrlProperties;
import jakarta.validation.Valid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.validation.annotation.Validated;

/** A start with some settings, and what is said where it is refused. */
abstract class SettingsCase {

    @Validated
    @ConfigurationProperties("clip")
    record Settings(
            @DefaultValue @Valid R2Properties r2,
            @DefaultValue @Valid UrlProperties urls) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class Application {}

    static final Map<String, String> COMPLETE = Map.of(
            "R2_ACCOUNT_ID", "0123456789abcdef0123456789abcdef",
            "R2_BUCKET_NAME", "clips",
            "R2_ACCESS_KEY_ID", "the-key-id",
            "R2_SECRET_ACCESS_KEY", "the-secret\n");

    static Map<String, String> with(String name, String value) {
        var settings = new HashMap<>(COMPLETE);
        settings.put(name, value);
        return settings;
    }

    /** By the analyzer that Boot would use: the first that knows what to say. */
    static List<String> problems(Map<String, String> settings) {
        var failure =
                catchException(() -> application().run(arguments(settings)).close());
        assertThat(failure).isNotNull();
        var description = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.logging(LogFactory.getLog("none")))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .getDescription();
        return Stream.of(description.split("\n  - ")).skip(1).toList();
    }

    static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
    }

    static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new);
    }
}
