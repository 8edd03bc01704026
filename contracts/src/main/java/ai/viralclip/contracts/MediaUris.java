package ai.viralclip.contracts;

import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/** The form of the URIs in events: absolute, hierarchical, ASCII (the rest percent-encoded), without a fragment. */
final class MediaUris {

    /** As in the schemas, but for the possessive quantifiers: without them a long URI overflows the matcher's stack. */
    static final Pattern FORM = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:"
            + "(?://(?:[A-Za-z0-9._~:@-]*|\\[[0-9A-Fa-f:.]{2,45}\\](?::[0-9]{1,5})?)/|/(?!/))"
            + "(?:[A-Za-z0-9._~:@!$&'()*+,;=/-]|%[0-9A-Fa-f]{2})*+"
            + "(?:\\?(?:[A-Za-z0-9._~:@!$&'()*+,;=/?-]|%[0-9A-Fa-f]{2})*+)?$");

    private MediaUris() {}

    static URI parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw notAUri();
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // The cause quotes the whole text, and a URI may carry a signature.
            throw notAUri();
        }
    }

    /** Without user information and query, where secrets are. */
    static String withoutSecrets(URI uri) {
        String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return "%s://%s%s".formatted(uri.getScheme(), host, uri.getRawPath());
    }

    private static IllegalArgumentException notAUri() {
        return new IllegalArgumentException("is not an absolute URI such as s3://bucket/key, percent-encoded");
    }
}
