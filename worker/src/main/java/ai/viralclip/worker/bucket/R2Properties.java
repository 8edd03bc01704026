package ai.viralclip.worker.bucket;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.r2}: where the bucket is, and with which key (an account token with "Object Read &amp; Write" on this one
 * bucket is enough). Values come stripped: a secret that was mounted from a file often ends in a line break.
 *
 * @param accountId Cloudflare's account; may be left out where the endpoint is named
 * @param endpointUrl another endpoint than the account's own: a jurisdiction's, or another S3 store; may be left out
 * @param keyExpiresAt when the key expires, in ISO-8601 with a zone; may be left out. The store does not tell, so that
 *     a metric can warn only of what is said here
 */
public record R2Properties(
        @DefaultValue("") @Pattern(regexp = "[A-Za-z0-9-]*", message = "R2_ACCOUNT_ID is not an account id")
        String accountId,

        @DefaultValue("")
        @NotBlank(message = "R2_BUCKET_NAME is not set")
        @Pattern(
                regexp = "|[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                message = "R2_BUCKET_NAME is not a bucket's name (3 to 63 of a-z, 0-9, - and .)")
        String bucketName,

        @DefaultValue("") @NotBlank(message = "R2_ACCESS_KEY_ID is not set")
        String accessKeyId,

        @DefaultValue("") @NotBlank(message = "R2_SECRET_ACCESS_KEY is not set")
        String secretAccessKey,

        @DefaultValue("") String endpointUrl,
        @DefaultValue("") String keyExpiresAt,
        @DefaultValue @Valid TransferProperties transfer) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public R2Properties {
        accountId = accountId.strip();
        bucketName = bucketName.strip();
        accessKeyId = accessKeyId.strip();
        secretAccessKey = secretAccessKey.strip();
        endpointUrl = endpointUrl.strip();
        keyExpiresAt = keyExpiresAt.strip();
    }

    /** The S3 endpoint, without a path. To be asked of valid properties only. */
    public URI endpoint() {
        return URI.create(
                endpointUrl.isEmpty()
                        ? "https://" + accountId + ".r2.cloudflarestorage.com"
                        : endpointUrl.replaceFirst("/$", ""));
    }

    /** Empty where it is not known. To be asked of valid properties only. */
    public Optional<Instant> keyExpiry() {
        return keyExpiresAt.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(keyExpiresAt));
    }

    @AssertTrue(message = "R2_KEY_EXPIRES_AT is not a time with a zone, such as 2027-01-31T00:00:00Z")
    boolean isKeyExpiryReadable() {
        try {
            keyExpiry();
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    @AssertTrue(message = "R2_ACCOUNT_ID is not set (nor R2_ENDPOINT_URL)")
    boolean isEndpointNamed() {
        return !accountId.isEmpty() || !endpointUrl.isEmpty();
    }

    /** A path would be taken for the bucket, twice; credentials would cross the network readably on http. */
    @AssertTrue(
            message =
                    "R2_ENDPOINT_URL must be https://host[:port], without path, query or user (http on loopback only)")
    boolean isEndpointUsable() {
        if (endpointUrl.isEmpty()) {
            return true;
        }
        try {
            var uri = new URI(endpointUrl);
            var host = uri.getHost();
            return host != null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)))
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "R2Properties[bucketName=" + bucketName + ", transfer=" + transfer + "]";
    }
}
