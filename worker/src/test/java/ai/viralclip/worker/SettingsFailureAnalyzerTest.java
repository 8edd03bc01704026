package ai.viralclip.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A start of Spring sets the levels of all loggers anew. */
@ResourceLock("levels of loggers")
final class SettingsFailureAnalyzerTest extends SettingsCase {

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
}
