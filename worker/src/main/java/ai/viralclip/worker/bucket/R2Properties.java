package ai.viralclip.worker.bucket;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.r2}: where the bucket is, and with which key (an account token with "Object Read &amp; Write" on this one
 * bucket is enough). Values come stripped: a secret that was mounted from a file often ends in a line break.
 *
 * @param accountId Cloudflare's account; may be left out where the endpoint is named
 * @param endpointUrl another endpoint than the account's own, for another S3 store; may be left out
 * @param jurisdiction of an R2 bucket that was created in one, which is part of the endpoint's name; may be left out
 * @param region what requests and URLs are signed for: {@code auto} on R2, the bucket's own region on AWS
 * @param keyExpiresAt when the key expires, in ISO-8601 with a zone; may be left out. The store does not tell, so that
 *     a metric can warn only of what is said here
 * @param sessionToken that belongs to temporary credentials, which are none without it; their end must be named, as no
 *     URL outlives it
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

        @DefaultValue("")
        @NotBlank(message = "R2_ACCESS_KEY_ID is not set")
        @Pattern(regexp = HEADER_TEXT, message = "R2_ACCESS_KEY_ID has characters that no key id has")
        String accessKeyId,

        @DefaultValue("") @NotBlank(message = "R2_SECRET_ACCESS_KEY is not set")
        String secretAccessKey,

        @DefaultValue("") String endpointUrl,

        @DefaultValue("")
        @Pattern(
                regexp = "|eu|us|fedramp",
                message = "R2_JURISDICTION is not eu, us or fedramp (name another one's endpoint in R2_ENDPOINT_URL)")
        String jurisdiction,

        @DefaultValue("auto")
        @Pattern(
                regexp = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
                message = "R2_REGION is not a region's name, such as eu-central-1 (a-z, 0-9 and -)")
        String region,

        @DefaultValue("") String keyExpiresAt,

        @DefaultValue("") @Pattern(regexp = HEADER_TEXT, message = "R2_SESSION_TOKEN has characters that no token has")
        String sessionToken,

        @DefaultValue @Valid TransferProperties transfer) {

    /** What a request's header can hold of one word: nothing else than printable ASCII. */
    private static final String HEADER_TEXT = "[!-~]*";

    /** AWS's ids of temporary keys begin so. */
    private static final String TEMPORARY = "ASIA";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String R2_DOMAIN = ".r2.cloudflarestorage.com";
    private static final String ANY_REGION = "auto";

    /** R2 takes a request that is signed for any of these. */
    private static final Set<String> REGIONS_OF_R2 = Set.of(ANY_REGION, "us-east-1");

    public R2Properties {
        accountId = accountId.strip();
        bucketName = bucketName.strip();
        accessKeyId = accessKeyId.strip();
        secretAccessKey = secretAccessKey.strip();
        endpointUrl = endpointUrl.strip();
        jurisdiction = jurisdiction.strip();
        region = region.isBlank() ? ANY_REGION : region.strip();
        keyExpiresAt = keyExpiresAt.strip();
        sessionToken = sessionToken.strip();
    }

    /** When URLs end at the latest, because what they are signed with does. */
    public Optional<Instant> endOfSession() {
        return sessionToken.isEmpty() ? Optional.empty() : keyExpiry();
    }

    /** The S3 endpoint, without a path. To be asked of valid properties only. */
    public URI endpoint() {
        return URI.create(
                endpointUrl.isEmpty() ? "https://" + accountId + domainOfR2() : endpointUrl.replaceFirst("/$", ""));
    }

    private String domainOfR2() {
        return (jurisdiction.isEmpty() ? "" : "." + jurisdiction) + R2_DOMAIN;
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

    @AssertTrue(
            message = "R2_SESSION_TOKEN is set, and R2_KEY_EXPIRES_AT is not: no URL may outlive temporary credentials")
    boolean isEndOfSessionNamed() {
        return sessionToken.isEmpty() || !keyExpiresAt.isEmpty();
    }

    @AssertTrue(
            message =
                    "R2_ACCESS_KEY_ID is of temporary credentials, and R2_SESSION_TOKEN is not set: without it they are"
                            + " no credentials")
    boolean isSessionWhole() {
        return !isOfAws() || !accessKeyId.startsWith(TEMPORARY) || !sessionToken.isEmpty();
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

    @AssertTrue(message = "R2_JURISDICTION is set, and R2_ENDPOINT_URL is not an endpoint of it: set one of the two")
    boolean isEndpointOfTheJurisdiction() {
        return jurisdiction.isEmpty() || endpointUrl.isEmpty() || host().endsWith(domainOfR2());
    }

    /** What these two would refuse with every request, and other stores may not. */
    @AssertTrue(
            message =
                    "R2_REGION does not fit the endpoint: AWS wants the bucket's region, such as eu-central-1; R2 wants"
                            + " auto")
    boolean isRegionOfTheEndpoint() {
        return isOfAws() ? !region.equals(ANY_REGION) : !host().endsWith(R2_DOMAIN) || REGIONS_OF_R2.contains(region);
    }

    private boolean isOfAws() {
        var host = host();
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    }

    /** Empty where the endpoint names none. */
    private String host() {
        try {
            var host = new URI(endpointUrl.isEmpty() ? "https://account" + domainOfR2() : endpointUrl).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "R2Properties[bucketName=" + bucketName + ", transfer=" + transfer + "]";
    }
}
