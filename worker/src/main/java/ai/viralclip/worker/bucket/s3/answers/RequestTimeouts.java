package ai.viralclip.worker.bucket.s3.answers;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long a request may take, by what it carries: the SDK has no limit of its own. */
public final class RequestTimeouts {

    /** The SDK sends a request so often, unless the store asks for patience. */
    public static final int ATTEMPTS = 3;

    private static final Duration BASE = Duration.ofSeconds(30);

    /**
     * Slower than 32 KiB/s is taken for stuck. A share of a busy line is slow without being stuck, and giving up would
     * send the same bytes again; a connection on which nothing moves at all is found by the socket's time-out.
     */
    private static final long BYTES_PER_SECOND = 32 * 1024;

    private RequestTimeouts() {}

    public static Consumer<AwsRequestOverrideConfiguration.Builder> forBytes(long size) {
        var attempt = BASE.plusSeconds(size / BYTES_PER_SECOND);
        return o -> o.apiCallAttemptTimeout(attempt).apiCallTimeout(attempt.multipliedBy(ATTEMPTS));
    }
}
