package ai.viralclip.worker.bucket;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
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
    private final AwsCredentialsIdentity key;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    S3UrlSigner(R2Properties r2, UrlProperties urls, InstantSource clock) {
        this.r2 = r2;
        this.urls = urls;
        this.clock = clock;
        this.key = AwsBasicCredentials.create(r2.accessKeyId(), r2.secretAccessKey());
    }

    @Override
    public PresignedUrl presign(String objectKey) {
        var signedAt = urls.startOfWindow(clock.instant());
        var life = urls.life();
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
}
