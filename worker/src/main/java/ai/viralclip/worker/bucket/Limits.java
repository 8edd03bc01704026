package ai.viralclip.worker.bucket;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long a request may take, by what it carries: the SDK has no limit of its own. */
final class Limits {

    private static final Duration BASE = Duration.ofSeconds(30);

    /** Slower than 1 MiB/s is taken for stuck. */
    private static final long BYTES_PER_SECOND = 1024 * 1024;

    private Limits() {}

    static Consumer<AwsRequestOverrideConfiguration.Builder> forBytes(long size) {
        var attempt = BASE.plusSeconds(size / BYTES_PER_SECOND);
        return o -> o.apiCallAttemptTimeout(attempt).apiCallTimeout(attempt.multipliedBy(S3Clients.ATTEMPTS));
    }
}
