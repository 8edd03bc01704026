package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.Pools;
import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.bucket.http.ClockWatch;
import ai.viralclip.worker.bucket.http.ProxyChoice;
import ai.viralclip.worker.bucket.http.StoreHttp;
import ai.viralclip.worker.bucket.s3.answers.RequestTimeouts;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.tracing.Spans;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The SDK's clients in the form that R2 understands: no aws-chunked bodies, no trailers, no Expect, and nothing left to
 * defaults that change between versions or to what lies in {@code ~/.aws}.
 *
 * <p>Certificates are checked against the JVM's trust store: a private CA is named by {@code javax.net.ssl.trustStore}.
 */
final class S3Clients implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3Clients.class);

    private final SdkHttp http;
    private final S3Client signed;
    private final S3Client anonymous;

    private S3Clients(SdkHttp http, S3Client signed, S3Client anonymous) {
        this.http = http;
        this.signed = signed;
        this.anonymous = anonymous;
    }

    static S3Clients open(R2Properties r2, InstantSource clock, BucketEvent.Listener listener, Spans spans) {
        return open(r2, SSLContexts.createDefault(), clock, listener, spans);
    }

    /** @param tls may trust other certificates than the JVM does */
    static S3Clients open(
            R2Properties r2, SSLContext tls, InstantSource clock, BucketEvent.Listener listener, Spans spans) {
        var proxy = ProxyChoice.ofThisProcess(r2.transfer().proxy()).to(r2.endpoint());
        proxy.ifPresent(by -> LOG.atInfo()
                .addKeyValue("proxy", by.address())
                .addKeyValue("setting", by.namedBy())
                .log("requests to the store go by a proxy"));
        var http = new SdkHttp(StoreHttp.open(r2.transfer(), tls, listener, proxy));
        var watch = new RequestWatch(listener, new ClockWatch(clock));
        return new S3Clients(
                http,
                client(r2, http, StaticCredentialsProvider.create(credentials(r2)))
                        .overrideConfiguration(o -> configure(o)
                                .addExecutionInterceptor(watch)
                                .addExecutionInterceptor(new RequestSpans(spans)))
                        .build(),
                client(r2, http, AnonymousCredentialsProvider.create())
                        .overrideConfiguration(S3Clients::configure)
                        .build());
    }

    static AwsCredentials credentials(R2Properties r2) {
        return r2.sessionToken().isEmpty()
                ? AwsBasicCredentials.create(r2.accessKeyId(), r2.secretAccessKey())
                : AwsSessionCredentials.create(r2.accessKeyId(), r2.secretAccessKey(), r2.sessionToken());
    }

    S3Client signed() {
        return signed;
    }

    Pools.Pool connections() {
        return http.http().connections();
    }

    /** Sends no signature: what anybody on the internet could ask. */
    S3Client anonymous() {
        return anonymous;
    }

    @Override
    public void close() {
        signed.close();
        anonymous.close();
        http.close();
    }

    private static S3ClientBuilder client(R2Properties r2, SdkHttpClient http, AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(r2.endpoint())
                .region(Region.of(r2.region()))
                .credentialsProvider(credentials)
                .defaultsMode(DefaultsMode.STANDARD)
                .forcePathStyle(true)
                .crossRegionAccessEnabled(false)
                // Else AWS_USE_FIPS_ENDPOINT or AWS_USE_DUALSTACK_ENDPOINT in the environment refuses every request.
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(http);
    }

    private static ClientOverrideConfiguration.Builder configure(ClientOverrideConfiguration.Builder o) {
        return o.retryStrategy(retries())
                .defaultProfileFile(ProfileFile.aggregator().build());
    }

    /** For short troubles only: what lasts longer goes back to the caller, who has better ways to wait. */
    private static RetryStrategy retries() {
        return new ShortWaits(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(RequestTimeouts.ATTEMPTS)
                .retryOnException(StoreErrors::isEdgeError)
                .treatAsThrottling(e -> e instanceof AwsServiceException answer
                        && (answer.isThrottlingException() || StoreErrors.throttled(answer)))
                .build());
    }
}
