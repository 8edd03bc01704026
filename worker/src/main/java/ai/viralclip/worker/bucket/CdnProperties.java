package ai.viralclip.worker.bucket;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.urls.cdn}: the bucket's own domain.
 *
 * @param host the custom domain, such as {@code clips.example.com}
 * @param keys secrets that the rule at the edge knows too, the newest first: it signs; the others are on their way out
 */
public record CdnProperties(
        @DefaultValue("")
        @Pattern(
                regexp = "|[a-z0-9][a-z0-9.-]{0,251}[a-z0-9]",
                message = "clip.urls.cdn.host is not a host's name, such as clips.example.com")
        String host,

        @DefaultValue List<String> keys) {

    /** Stands in quotes in the rule's text; shorter ones could be guessed. */
    private static final String KEY_FORM = "[A-Za-z0-9_-]{32,128}";

    public CdnProperties {
        host = host.strip();
        keys = keys.stream().map(String::strip).toList();
    }

    @AssertTrue(message = "clip.urls.cdn.keys must be 32 to 128 of A-Z a-z 0-9 _ - each, separated by commas")
    boolean isEveryKeyAccepted() {
        return keys.stream().allMatch(key -> key.matches(KEY_FORM));
    }

    @Override
    public String toString() {
        return "CdnProperties[host=" + host + ", " + keys.size() + " keys]";
    }
}
