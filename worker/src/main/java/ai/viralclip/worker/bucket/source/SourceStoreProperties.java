package ai.viralclip.worker.bucket.source;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.media.s3.stores.<name>}: a store that media is taken from, other than the worker's own. Values come
 * stripped.
 *
 * @param endpointUrl of its S3 API
 * @param region what requests are signed for
 * @param accessKeyId of a key that may read these buckets; it needs no other right
 * @param sessionToken of temporary credentials; may be left out
 * @param buckets from which media may be taken, each with a folder of it where not all of it may:
 *     {@code masters/approved/}
 */
public record SourceStoreProperties(
        @DefaultValue("") @NotBlank(message = "clip.media.s3.stores.<name>.endpoint-url is not set")
        String endpointUrl,

        @DefaultValue("auto") String region,

        @DefaultValue("") @NotBlank(message = "clip.media.s3.stores.<name>.access-key-id is not set")
        String accessKeyId,

        @DefaultValue("") @NotBlank(message = "clip.media.s3.stores.<name>.secret-access-key is not set")
        String secretAccessKey,

        @DefaultValue("") String sessionToken,

        @DefaultValue
        @NotEmpty(message = "clip.media.s3.stores.<name>.buckets is not set: nothing may be taken from it")
        List<String> buckets) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public SourceStoreProperties {
        endpointUrl = endpointUrl.strip().replaceFirst("/$", "");
        region = region.isBlank() ? "auto" : region.strip();
        accessKeyId = accessKeyId.strip();
        secretAccessKey = secretAccessKey.strip();
        sessionToken = sessionToken.strip();
        buckets = List.copyOf(buckets);
    }

    /** As for the worker's own: credentials would cross the network readably on http. */
    @AssertTrue(
            message =
                    "clip.media.s3.stores.<name>.endpoint-url must be https://host[:port], without path, query or user"
                            + " (http on loopback only)")
    boolean isEndpointUsable() {
        try {
            URI uri = new URI(endpointUrl);
            String host = uri.getHost();
            return endpointUrl.isEmpty()
                    || (host != null
                            && ("https".equals(uri.getScheme())
                                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)))
                            && uri.getPath().isEmpty()
                            && uri.getQuery() == null
                            && uri.getFragment() == null
                            && uri.getUserInfo() == null);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "SourceStoreProperties[endpointUrl=" + endpointUrl + ", buckets=" + buckets + "]";
    }
}
