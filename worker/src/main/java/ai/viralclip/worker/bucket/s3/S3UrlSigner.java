package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.UrlProperties;
import ai.viralclip.worker.bucket.UrlSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Presigned GETs on the S3 endpoint, by signature version 4, signed at the start of the current window. Not by the
 * SDK's own presigner, which takes no clock.
 */
final class S3UrlSigner implements UrlSigner {

    private final R2Properties r2;
    private final UrlProperties urls;
    private final InstantSource clock;
    private final Session session;
    private final AwsCredentialsIdentity key;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    S3UrlSigner(R2Properties r2, UrlProperties urls, InstantSource clock) {
        this.r2 = r2;
        this.urls = urls;
        this.clock = clock;
        this.session = new Session(r2.endOfSession(), clock);
        this.key = S3Clients.credentials(r2);
    }

    @Override
    public PresignedUrl presign(String objectKey) throws StoreException {
        session.check("presign " + objectKey);
        var signedAt = urls.startOfWindow(clock.instant());
        var life = life(signedAt);
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(r2.endpoint())
                .encodedPath("/" + r2.bucketName() + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(objectKey))
                .build();
        var signed = signer.sign(s -> s.identity(key)
                .request(request)
                .putProperty(AwsV4HttpSigner.REGION_NAME, r2.region())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)));
        return new PresignedUrl(signed.request().getUri(), signedAt.plus(life));
    }

    /** No longer than the credentials. */
    private Duration life(Instant signedAt) {
        return session.end()
                .map(end -> Duration.between(signedAt, end).truncatedTo(ChronoUnit.SECONDS))
                .filter(left -> left.compareTo(urls.life()) < 0)
                .orElseGet(urls::life);
    }
}
