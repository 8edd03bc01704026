package ai.viralclip.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Where the store is, and by which credentials it is asked. A start of Spring sets the levels of all loggers anew. */
@ResourceLock("levels of loggers")
final class StoreSettingsTest extends SettingsCase {

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

    private static String regionOf(Map<String, String> more) {
        var settings = new HashMap<>(COMPLETE);
        settings.putAll(more);
        try (var context = application().run(arguments(settings))) {
            return context.getBean(Settings.class).r2().region();
        }
    }
}
