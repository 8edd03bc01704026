package ai.viralclip.worker.bucket.s3;

import java.time.Duration;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Repeats a request only where the store does not ask for a long wait ({@code Retry-After}): that would be slept
 * through with a permit and a connection's place in hand. Then the failure goes to the caller, who waits without them.
 */
record ShortWaits(RetryStrategy strategy) implements RetryStrategy {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        if (request.suggestedDelay().filter(ShortWaits::isLong).isPresent()) {
            throw new TokenAcquisitionFailedException(
                    "the store asks for a longer wait", request.token(), request.failure());
        }
        return strategy.refreshRetryToken(request);
    }

    private static boolean isLong(Duration wait) {
        return wait.compareTo(LONGEST) > 0;
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return strategy.acquireInitialToken(request);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return strategy.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return strategy.maxAttempts();
    }

    @Override
    public boolean useClientDefaults() {
        return false;
    }

    /** Without the shortness: the client that is given this one uses it as it is. */
    @Override
    public Builder<?, ?> toBuilder() {
        return strategy.toBuilder();
    }
}
