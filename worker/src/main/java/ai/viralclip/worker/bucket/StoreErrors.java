package ai.viralclip.worker.bucket;

import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * R2's error codes and everybody's: the one place that tells what the store's answers, and the lack of one, mean.
 *
 * <p>Codes decide before statuses, because R2 says some things with an unusual status (a refused anonymous caller is a
 * 400, and so is a body that was cut).
 */
final class StoreErrors {

    private static final Set<String> THROTTLED = Set.of("TooManyRequests", "SlowDown", "Throttling");
    /** NoSuchUpload too: it was completed by an attempt whose reply was lost, or it was aborted, and starts anew. */
    private static final Set<String> AGAIN = Set.of(
            "ClientDisconnect", "IncompleteBody", "RequestTimeout", "ConditionalRequestConflict", "NoSuchUpload");

    private static final Set<String> OTHER_BYTES =
            Set.of("BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");
    private static final Set<String> DENIED =
            Set.of("NoSuchBucket", "ExpiredRequest", "ExpiredToken", "InvalidToken", "AuthorizationHeaderMalformed");

    /** What a deletion of many objects says of one that may not be deleted, without a status of its own. */
    private static final Set<String> KEPT = Set.of("AccessDenied", "ObjectLockedByBucketPolicy");

    private StoreErrors() {}

    static StoreException of(String operation, String key, RuntimeException e) {
        var what = operation + " " + key + ": ";
        return heldBack(e)
                .map(held -> held.failure()
                        .orElseGet(() -> new StoreException(new StoreFailure.BadDigest(what + held.getMessage()), e)))
                .orElseGet(() -> new StoreException(failure(what, e), e));
    }

    /** Why one object of many was not deleted; empty where it was not there anyway. */
    static Optional<StoreFailure> ofDeletion(S3Error error) {
        var code = orEmpty(error.code());
        var detail = "delete " + error.key() + ": " + code;
        if (code.equals("NoSuchKey")) {
            return Optional.empty();
        }
        return Optional.of(
                DENIED.contains(code) || KEPT.contains(code)
                        ? new StoreFailure.Denied(detail)
                        : new StoreFailure.Unavailable(detail, THROTTLED.contains(code)));
    }

    private static StoreFailure failure(String what, RuntimeException e) {
        if (e instanceof AwsServiceException answer) {
            return failure(what + describe(answer), answer);
        }
        return isUnreadableSource(e)
                ? new StoreFailure.SourceUnreadable(what + describe(e))
                : new StoreFailure.Unavailable(what + describe(e), false);
    }

    private static boolean isUnreadableSource(Throwable e) {
        return causes(e).anyMatch(FileRegion.Unreadable.class::isInstance);
    }

    private static Optional<HeldBack> heldBack(Throwable e) {
        return causes(e)
                .filter(HeldBack.class::isInstance)
                .map(HeldBack.class::cast)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
    }

    private static StoreFailure failure(String detail, AwsServiceException e) {
        var code = code(e);
        int status = e.statusCode();
        if (throttled(e)) {
            return new StoreFailure.Unavailable(detail, true);
        } else if (OTHER_BYTES.contains(code)) {
            return new StoreFailure.BadDigest(detail);
        } else if (DENIED.contains(code) || namesTheCredentials(e) || denied(status)) {
            return new StoreFailure.Denied(detail);
        } else if (AGAIN.contains(code) || status >= 500 || status < 300 || status == 408 || status == 409) {
            // Below 300: S3 may answer 200 to a slow request at once, and put an error into the body later.
            return new StoreFailure.Unavailable(detail, false);
        }
        // S3 names its refusals; a 4xx without a name comes from something in between, and is not about this object.
        return code.isEmpty() && status != 413
                ? new StoreFailure.Unavailable(detail, false)
                : new StoreFailure.Refused(detail);
    }

    /** Redirects too: they name another region or endpoint, and are not followed. */
    static boolean denied(int status) {
        return status == 401 || status == 403 || status == 501 || (status >= 300 && status < 400);
    }

    /** R2 answers 400 InvalidArgument to a key id of the wrong length, and to a request without a signature. */
    private static boolean namesTheCredentials(AwsServiceException e) {
        return code(e).equals("InvalidArgument")
                && (message(e).startsWith("Credential") || message(e).startsWith("Authorization"));
    }

    /**
     * Whether the store asks for fewer requests. R2 says so with 429, and with a 503 that only its text tells apart.
     */
    static boolean throttled(AwsServiceException e) {
        return e.statusCode() == 429
                || THROTTLED.contains(code(e))
                || (e.statusCode() == 503 && message(e).contains("Reduce your concurrent request rate"));
    }

    /** Cloudflare's edge could not reach R2; the SDK knows no such statuses. */
    static boolean isEdgeError(Throwable e) {
        return e instanceof AwsServiceException answer && answer.statusCode() >= 520 && answer.statusCode() <= 524;
    }

    /** The {@link Precondition} did not hold. Some stores answer 404 to an If-Match where nothing is. */
    static boolean isPreconditionFailed(RuntimeException e, Precondition precondition) {
        return e instanceof AwsServiceException answer
                && (answer.statusCode() == 412
                        || (precondition instanceof Precondition.IfMatch
                                && code(answer).equals("NoSuchKey")));
    }

    /** Nothing is under the key. A HEAD carries no code: a bucket that does not exist looks the same there. */
    static boolean isMissing(RuntimeException e) {
        return e instanceof AwsServiceException answer
                && answer.statusCode() == 404
                && !code(answer).equals("NoSuchBucket");
    }

    /** Never the SDK's message: what a server writes there may be anything. R2 has no request ids, but a cf-ray. */
    private static String describe(AwsServiceException e) {
        var details = e.awsErrorDetails();
        var response = details == null ? null : details.sdkHttpResponse();
        var ray = response == null
                ? ""
                : response.firstMatchingHeader("cf-ray")
                        .map(r -> " (cf-ray " + r + ")")
                        .orElse("");
        return e.statusCode() + " " + code(e) + ray;
    }

    private static String describe(RuntimeException e) {
        if (e instanceof ApiCallAttemptTimeoutException || e instanceof ApiCallTimeoutException) {
            return SocketTimeoutException.class.getSimpleName();
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    private static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return orEmpty(details == null ? null : details.errorCode());
    }

    private static String message(AwsServiceException e) {
        @Nullable AwsErrorDetails details = e.awsErrorDetails();
        return orEmpty(details == null ? null : details.errorMessage());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
