package ai.viralclip.worker.bucket.s3.answers;

import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.http.ProxyFailure;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * The one place that tells what the store's answers, and the lack of one, mean.
 *
 * <p>Codes ({@link StoreCodes}) decide before statuses, because R2 says some things with an unusual status (a refused
 * anonymous caller is a 400, and so is a body that was cut).
 */
public final class StoreErrors {

    private StoreErrors() {}

    public static StoreException of(String operation, String key, RuntimeException e) {
        var what = operation + " " + key + ": ";
        return heldBack(e)
                .map(held -> held.failure()
                        .orElseGet(() -> new StoreException(new StoreFailure.BadDigest(what + held.getMessage()), e)))
                .orElseGet(() -> new StoreException(failure(what, e), e));
    }

    /** Why one object of many was not deleted, by the code alone; empty where it was not there anyway. */
    public static Optional<StoreFailure> ofDeletion(S3Error error) {
        var code = orEmpty(error.code());
        var detail = "delete " + error.key() + ": " + code;
        if (code.equals("NoSuchKey")) {
            return Optional.empty();
        }
        return Optional.of(failure(detail, code.isEmpty() ? StoreCodes.Meaning.AGAIN : StoreCodes.of(code)));
    }

    private static StoreFailure failure(String what, RuntimeException e) {
        if (e instanceof AwsServiceException answer) {
            return failure(what + describe(answer), meaning(answer, what.startsWith("head ")));
        }
        return isUnreadableSource(e)
                ? new StoreFailure.SourceUnreadable(what + describe(e))
                : new StoreFailure.Unavailable(what + describe(e), false);
    }

    private static boolean isUnreadableSource(Throwable e) {
        return causes(e).anyMatch(UnreadableMedia.class::isInstance);
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

    private static StoreFailure failure(String detail, StoreCodes.Meaning meaning) {
        return switch (meaning) {
            case THROTTLED -> new StoreFailure.Unavailable(detail, true);
            case AGAIN -> new StoreFailure.Unavailable(detail, false);
            case OTHER_BYTES -> new StoreFailure.BadDigest(detail);
            case EVERY_OBJECT -> new StoreFailure.Denied(detail);
            case THIS_OBJECT -> new StoreFailure.Refused(detail);
            case OPEN -> new StoreFailure.Doubtful(detail);
        };
    }

    private static StoreCodes.Meaning meaning(AwsServiceException e, boolean nameless) {
        if (throttled(e)) {
            return StoreCodes.Meaning.THROTTLED;
        }
        if (namesTheCredentials(e)) {
            return StoreCodes.Meaning.EVERY_OBJECT;
        }
        var code = code(e);
        var byCode = code.isEmpty() ? StoreCodes.Meaning.OPEN : StoreCodes.of(code);
        return byCode == StoreCodes.Meaning.OPEN
                ? StoreCodes.ofStatus(e.statusCode(), nameless || !code.isEmpty())
                : byCode;
    }

    /** R2 answers 400 InvalidArgument to a key id of the wrong length, and to a request without a signature. */
    private static boolean namesTheCredentials(AwsServiceException e) {
        return code(e).equals("InvalidArgument")
                && (message(e).startsWith("Credential") || message(e).startsWith("Authorization"));
    }

    /**
     * Whether the store asks for fewer requests. R2 says so with 429, and with a 503 that only its text tells apart.
     */
    public static boolean throttled(AwsServiceException e) {
        return e.statusCode() == 429
                || (!code(e).isEmpty() && StoreCodes.of(code(e)) == StoreCodes.Meaning.THROTTLED)
                || (e.statusCode() == 503 && message(e).contains("Reduce your concurrent request rate"));
    }

    /** Cloudflare's edge could not reach R2; the SDK knows no such statuses. */
    public static boolean isEdgeError(Throwable e) {
        return e instanceof AwsServiceException answer && answer.statusCode() >= 520 && answer.statusCode() <= 524;
    }

    /** The {@link Precondition} did not hold. Some stores answer 404 to an If-Match where nothing is. */
    public static boolean isPreconditionFailed(RuntimeException e, Precondition precondition) {
        return e instanceof AwsServiceException answer
                && (answer.statusCode() == 412
                        || (precondition instanceof Precondition.IfMatch
                                && code(answer).equals("NoSuchKey")));
    }

    /** Nothing is under the key. A HEAD carries no code: a bucket that does not exist looks the same there. */
    public static boolean isMissing(RuntimeException e) {
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
        return causes(e)
                .filter(ProxyFailure.class::isInstance)
                .map(failure -> String.valueOf(failure.getMessage()))
                .findFirst()
                .orElseGet(() -> kind(e));
    }

    private static String kind(RuntimeException e) {
        if (e instanceof ApiCallAttemptTimeoutException) {
            return SocketTimeoutException.class.getSimpleName();
        }
        if (e instanceof ApiCallTimeoutException) {
            return "not done in time, in " + RequestTimeouts.ATTEMPTS + " attempts at most";
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
