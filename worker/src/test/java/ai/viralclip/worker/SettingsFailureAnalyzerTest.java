package ai.viralclip.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.UrlProperties;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
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

/** A start of Spring sets the levels of all loggers anew. */
@ResourceLock("levels of loggers")
final class SettingsFailureAnalyzerTest {

    @Validated
    @ConfigurationProperties("clip")
    record Settings(
            @DefaultValue @Valid R2Properties r2,
            @DefaultValue @Valid UrlProperties urls) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class Application {}

    private static final Map<String, String> COMPLETE = Map.of(
            "R2_ACCOUNT_ID", "0123456789abcdef0123456789abcdef",
            "R2_BUCKET_NAME", "clips",
            "R2_ACCESS_KEY_ID", "the-key-id",
            "R2_SECRET_ACCESS_KEY", "the-secret\n");

    @Test
    void completeSettingsStartAndTheRestHasDefaults() {
        try (var context = application().run(arguments(COMPLETE))) {
            var settings = context.getBean(Settings.class);
            assertThat(settings.r2().endpoint())
                    .hasToString("https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com");
            assertThat(settings.r2().secretAccessKey()).isEqualTo("the-secret");
            assertThat(settings.r2().keyExpiry()).isEmpty();
            assertThat(settings.r2().transfer().maxConnections()).isEqualTo(128);
            assertThat(settings.r2().transfer().partSize().toMegabytes()).isEqualTo(16);
            assertThat(settings.urls().ttl()).hasHours(24);
            assertThat(settings.toString()).doesNotContain("the-secret", "the-key-id");
        }
    }

    @Test
    void oneMessageListsAllThatIsWrongByName() {
        assertThat(problems(Map.of("clip.urls.ttl", "8d", "clip.r2.transfer.part-size", "1MB")))
                .containsExactly(
                        "R2_ACCESS_KEY_ID is not set",
                        "R2_ACCOUNT_ID is not set (nor R2_ENDPOINT_URL)",
                        "R2_BUCKET_NAME is not set",
                        "R2_SECRET_ACCESS_KEY is not set",
                        "clip.r2.transfer.multipart-threshold and part-size must be 5MB to 5110MB",
                        "clip.urls.ttl and clip.urls.window must be at least 1s each, and 7d at most together");
    }

    @Test
    void anEndpointMustBeAHostAndEncryptedAndIsNotShown() {
        for (var bad : List.of(
                "https://host/clips",
                "http://host",
                "https://me:pass-word@host",
                "https://host?q=1",
                "host",
                "ht tp:")) {
            assertThat(problems(with("R2_ENDPOINT_URL", bad)))
                    .as(bad)
                    .singleElement()
                    .satisfies(p -> assertThat(p).startsWith("R2_ENDPOINT_URL must be https"))
                    .satisfies(p -> assertThat(p).doesNotContain("pass-word"));
        }
        for (var good : List.of("https://host:8443", "https://host/", "http://127.0.0.1:9000", "http://[::1]:9000")) {
            application().run(arguments(with("R2_ENDPOINT_URL", good))).close();
        }
    }

    @Test
    void aJurisdictionIsPartOfTheEndpoint() {
        try (var context = application().run(arguments(with("R2_JURISDICTION", "eu\n")))) {
            assertThat(context.getBean(Settings.class).r2().endpoint())
                    .hasToString("https://0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com");
        }
        var settings = with("R2_JURISDICTION", "eu");
        settings.put("R2_ENDPOINT_URL", "https://0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com");
        application().run(arguments(settings)).close();
        settings.put("R2_ENDPOINT_URL", "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com");
        assertThat(problems(settings))
                .containsExactly(
                        "R2_JURISDICTION is set, and R2_ENDPOINT_URL is not an endpoint of it: set one of the two");
        assertThat(problems(with("R2_JURISDICTION", "EU")))
                .containsExactly(
                        "R2_JURISDICTION is not eu, us or fedramp (name another one's endpoint in R2_ENDPOINT_URL)");
    }

    @Test
    void aRegionIsNamedWhereTheStoreHasAny() {
        assertThat(regionOf(Map.of())).isEqualTo("auto");
        assertThat(regionOf(Map.of("R2_REGION", ""))).isEqualTo("auto");
        assertThat(regionOf(Map.of("R2_REGION", "us-east-1"))).isEqualTo("us-east-1");
        assertThat(regionOf(Map.of(
                        "R2_REGION", "eu-central-1\n", "R2_ENDPOINT_URL", "https://s3.eu-central-1.amazonaws.com")))
                .isEqualTo("eu-central-1");
        assertThat(regionOf(Map.of("clip.r2.region", "here", "R2_ENDPOINT_URL", "https://minio.example:9000")))
                .isEqualTo("here");
    }

    @Test
    void aRegionThatIsNoneOrNotTheStoresIsNotUsed() {
        var misfit =
                "R2_REGION does not fit the endpoint: AWS wants the bucket's region, such as eu-central-1; R2 wants"
                        + " auto";
        assertThat(problems(with("R2_REGION", "eu-central-1"))).containsExactly(misfit);
        assertThat(problems(with("R2_ENDPOINT_URL", "https://s3.eu-central-1.amazonaws.com")))
                .containsExactly(misfit);
        var settings = with("R2_ENDPOINT_URL", "https://minio.example:9000");
        for (var bad : List.of("EU", "eu central", "-eu", "eu/s3")) {
            settings.put("R2_REGION", bad);
            assertThat(problems(settings))
                    .as(bad)
                    .containsExactly("R2_REGION is not a region's name, such as eu-central-1 (a-z, 0-9 and -)");
        }
    }

    @Test
    void whenTheKeyExpiresIsAMomentWithAZoneOrNotSaid() {
        for (var good : List.of("2027-01-31T00:00:00Z\n", "2027-01-31T01:00:00+01:00")) {
            try (var context = application().run(arguments(with("R2_KEY_EXPIRES_AT", good)))) {
                assertThat(context.getBean(Settings.class).r2().keyExpiry())
                        .hasValue(Instant.parse("2027-01-31T00:00:00Z"));
            }
        }
        for (var bad : List.of("2027-01-31", "in a year", "2027-01-31T00:00:00")) {
            assertThat(problems(with("R2_KEY_EXPIRES_AT", bad)))
                    .as(bad)
                    .containsExactly("R2_KEY_EXPIRES_AT is not a time with a zone, such as 2027-01-31T00:00:00Z");
        }
    }

    @Test
    void temporaryCredentialsAreWholeOrTheyAreNone() {
        var settings = with("R2_SESSION_TOKEN", "the-token\n");
        assertThat(problems(settings))
                .containsExactly(
                        "R2_SESSION_TOKEN is set, and R2_KEY_EXPIRES_AT is not: no URL may outlive temporary credentials");
        settings.put("R2_KEY_EXPIRES_AT", "2027-01-31T00:00:00Z");
        try (var context = application().run(arguments(settings))) {
            var r2 = context.getBean(Settings.class).r2();
            assertThat(r2.sessionToken()).isEqualTo("the-token");
            assertThat(r2.toString()).doesNotContain("the-token");
        }
        for (var bad : List.of("the token", "the\ntoken", "tökén", "the\u0007token")) {
            settings.put("R2_SESSION_TOKEN", bad);
            assertThat(problems(settings)).as(bad).containsExactly("R2_SESSION_TOKEN has characters that no token has");
        }
        assertThat(problems(with("R2_ACCESS_KEY_ID", "the key")))
                .containsExactly("R2_ACCESS_KEY_ID has characters that no key id has");
    }

    @Test
    void aTemporaryKeyOfAwsIsNoneWithoutItsToken() {
        var settings = with("R2_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE");
        application().run(arguments(settings)).close();
        settings.put("R2_ENDPOINT_URL", "https://s3.eu-central-1.amazonaws.com");
        settings.put("R2_REGION", "eu-central-1");
        assertThat(problems(settings))
                .containsExactly(
                        "R2_ACCESS_KEY_ID is of temporary credentials, and R2_SESSION_TOKEN is not set: without"
                                + " it they are no credentials");
        settings.put("R2_SESSION_TOKEN", "the-token");
        settings.put("R2_KEY_EXPIRES_AT", "2027-01-31T00:00:00Z");
        application().run(arguments(settings)).close();
    }

    @Test
    void transfersThatCanNeverWorkAreNamed() {
        for (var connections : List.of("1", "0", "-1")) {
            assertThat(problems(with("clip.r2.transfer.max-connections", connections)))
                    .as(connections)
                    .containsExactly(
                            "clip.r2.transfer.max-connections must be at least 2: a clip and its thumbnail take"
                                    + " one each");
        }
        application()
                .run(arguments(with("clip.r2.transfer.max-connections", "2")))
                .close();
        for (var proxy : List.of("socks5://me:pass-word@proxy:1080", "https://proxy", "http://proxy:0", "a b")) {
            assertThat(problems(with("clip.r2.transfer.proxy", proxy)))
                    .as(proxy)
                    .singleElement()
                    .satisfies(p -> assertThat(p)
                            .startsWith("clip.r2.transfer.proxy must be http://")
                            .doesNotContain("pass-word"));
        }
        try (var context = application().run(arguments(with("clip.r2.transfer.proxy", "http://me:pass-word@proxy")))) {
            assertThat(context.getBean(Settings.class).toString()).doesNotContain("pass-word");
        }
    }

    @Test
    void urlsOnADomainNeedItsHostAndKeysThatCannotBeGuessed() {
        var settings = with("clip.urls.mode", "cdn");
        assertThat(problems(settings))
                .containsExactly("clip.urls.mode is cdn, and clip.urls.cdn.host or clip.urls.cdn.keys is not set");
        settings.put("clip.urls.cdn.host", "https://clips.example.com");
        settings.put("clip.urls.cdn.keys", "0123456789-0123456789-0123456789,short-secret");
        assertThat(problems(settings))
                .containsExactly(
                        "clip.urls.cdn.host is not a host's name, such as clips.example.com",
                        "clip.urls.cdn.keys must be 32 to 128 of A-Z a-z 0-9 _ - each, separated by commas");
    }

    @Test
    void aValueThatCannotBeReadIsNamedAndNotShown() {
        assertThat(problems(with("clip.urls.ttl", "the-secret")))
                .containsExactly("clip.urls.ttl has a value that cannot be read");
    }

    private static String regionOf(Map<String, String> more) {
        var settings = new HashMap<>(COMPLETE);
        settings.putAll(more);
        try (var context = application().run(arguments(settings))) {
            return context.getBean(Settings.class).r2().region();
        }
    }

    private static Map<String, String> with(String name, String value) {
        var settings = new HashMap<>(COMPLETE);
        settings.put(name, value);
        return settings;
    }

    /** By the analyzer that Boot would use: the first that knows what to say. */
    private static List<String> problems(Map<String, String> settings) {
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

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
    }

    private static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new);
    }
}
