package ai.viralclip.worker.bucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.StoreErrors;
import ai.viralclip.worker.bucket.s3.answers.UnreadableMedia;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** R2's error codes, as Cloudflare lists them, row by row. */
final class StoreErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequests, '', Unavailable",
        "503, ServiceUnavailable, Reduce your concurrent request rate for the same object., Unavailable",
        "503, ServiceUnavailable, '', Unavailable",
        "503, SlowDown, '', Unavailable",
        "500, InternalError, '', Unavailable",
        "502, '', '', Unavailable",
        "504, '', '', Unavailable",
        "520, '', '', Unavailable",
        "522, '', '', Unavailable",
        "524, '', '', Unavailable",
        "200, InternalError, '', Unavailable",
        "400, ClientDisconnect, '', Unavailable",
        "400, IncompleteBody, '', Unavailable",
        "400, RequestTimeout, '', Unavailable",
        "408, '', '', Unavailable",
        "409, ConditionalRequestConflict, '', Unavailable",
        "400, BadDigest, '', BadDigest",
        "400, XAmzContentSHA256Mismatch, '', BadDigest",
        "400, InvalidPart, '', Unavailable",
        "400, InvalidPartOrder, '', Unavailable",
        "404, NoSuchUpload, '', Unavailable",
        "404, '', '', Unavailable",
        "425, '', '', Unavailable",
        "500, SomethingNew, '', Unavailable",
        "503, KMS.ThrottlingException, '', Unavailable",
        "401, Unauthorized, '', Denied",
        "401, '', '', Denied",
        "403, SignatureDoesNotMatch, '', Denied",
        "403, InvalidAccessKeyId, '', Denied",
        "403, NotEntitled, '', Denied",
        "403, RequestTimeTooSkewed, '', Denied",
        "403, AllAccessDisabled, '', Denied",
        "403, AccountProblem, '', Denied",
        "400, ExpiredRequest, '', Denied",
        "400, ExpiredToken, '', Denied",
        "400, InvalidArgument, Authorization, Denied",
        "400, InvalidArgument, 'Credential access key has length 40, should be 32', Denied",
        "404, NoSuchBucket, '', Denied",
        "301, PermanentRedirect, '', Denied",
        "307, '', '', Denied",
        "501, NotImplemented, '', Denied",
        "501, '', '', Denied",
        "400, KMS.DisabledException, '', Denied",
        "400, KMS.NotFoundException, '', Denied",
        "403, KMS.AccessDeniedException, '', Denied",
        "400, KMSNotConfigured, '', Denied",
        "501, XMinioKMSNotConfigured, '', Denied",
        "400, InvalidEncryptionAlgorithmError, '', Denied",
        "403, QuotaExceeded, '', Denied",
        "400, XMinioAdminBucketQuotaExceeded, '', Denied",
        "409, BucketQuotaExceeded, '', Denied",
        "507, XMinioStorageFull, '', Denied",
        "507, '', '', Denied",
        "402, '', '', Denied",
        "407, '', '', Denied",
        "511, '', '', Denied",
        "400, InvalidStorageClass, '', Denied",
        "400, '', '', Denied",
        "403, AccessDenied, '', Doubtful",
        "403, '', '', Doubtful",
        "403, ObjectLockedByBucketPolicy, '', Doubtful",
        "403, InvalidObjectState, '', Doubtful",
        "403, SomethingNew, '', Doubtful",
        "405, MethodNotAllowed, '', Doubtful",
        "405, '', '', Doubtful",
        "423, ObjectLocked, '', Doubtful",
        "423, '', '', Doubtful",
        "451, UnavailableForLegalReasons, '', Doubtful",
        "451, '', '', Doubtful",
        "400, InvalidRequest, '', Doubtful",
        "400, InvalidArgument, something else, Doubtful",
        "400, InvalidDigest, '', Doubtful",
        "400, EntityTooSmall, '', Doubtful",
        "400, SomethingNew, '', Doubtful",
        "411, MissingContentLength, '', Doubtful",
        "404, NoSuchKey, '', Doubtful",
        "400, EntityTooLarge, '', Refused",
        "413, '', '', Refused",
        "413, SomethingNew, '', Refused",
        "400, MetadataTooLarge, '', Refused",
        "400, InvalidObjectName, '', Refused",
        "400, KeyTooLongError, '', Refused",
        "414, '', '', Refused",
    })
    void eachAnswerIsOfOneClass(int status, String code, String message, String expected) {
        var failure =
                StoreErrors.of("put", "a/key", answer(status, code, message)).failure();
        assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(failure.detail()).isEqualTo("put a/key: " + status + " " + code + " (cf-ray 8f00-FRA)");
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequests, '', true",
        "503, ServiceUnavailable, Reduce your concurrent request rate for the same object., true",
        "503, SlowDown, '', true",
        "503, ServiceUnavailable, '', false",
        "500, InternalError, '', false",
        "522, '', '', false",
    })
    void aStoreThatAsksForFewerRequestsIsToldApart(int status, String code, String message, boolean throttled) {
        assertThat(StoreErrors.of("put", "a/key", answer(status, code, message)).failure())
                .isInstanceOfSatisfying(
                        StoreFailure.Unavailable.class,
                        u -> assertThat(u.throttled()).isEqualTo(throttled));
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "405", "410", "423", "451"})
    void theAnswerToAHeadHasNoCodeSoThatItLeavesOpenWhomItIsAbout(int status) {
        assertThat(StoreErrors.of("head", "a/key", answer(status, "", "")).failure())
                .isInstanceOf(StoreFailure.Doubtful.class);
    }

    /** Whatever a store thinks of next ends no clip by itself. */
    @Test
    void aCodeThatNobodyHeardOfIsNeverAboutThisObjectByItself() {
        for (int status = 300; status < 600; status++) {
            if (status != 413 && status != 414) {
                assertThat(StoreErrors.of("put", "a/key", answer(status, "SomethingNew" + status, ""))
                                .failure())
                        .isNotInstanceOf(StoreFailure.Refused.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "InternalError, Unavailable",
        "SlowDown, Unavailable",
        "'', Unavailable",
        "InvalidAccessKeyId, Denied",
        "KMS.DisabledException, Denied",
        "AccessDenied, Doubtful",
        "ObjectLockedByBucketPolicy, Doubtful",
        "MethodNotAllowed, Doubtful",
        "SomethingNew, Doubtful"
    })
    void whyOneOfManyIsNotDeletedIsToldByItsCode(String code, String expected) {
        assertThat(StoreErrors.ofDeletion(
                        S3Error.builder().key("a/key").code(code).build()))
                .hasValueSatisfying(failure ->
                        assertThat(failure.getClass().getSimpleName()).isEqualTo(expected));
    }

    @Test
    void aCallThatTookTooLongAsAWholeIsNoSilentConnection() {
        assertThat(StoreErrors.of("put", "a/key", ApiCallTimeoutException.create(90_000))
                        .failure()
                        .detail())
                .doesNotContain("Socket");
    }

    @Test
    void noAnswerIsUnavailableAndNamesTheCauseOnly() {
        var reset = SdkClientException.create(
                "Unable to execute HTTP request: https://host/?X-Amz-Signature=s",
                new SocketTimeoutException("https://host/?X-Amz-Signature=s"));
        assertThat(StoreErrors.of("get", "a/key", reset).failure())
                .isEqualTo(new StoreFailure.Unavailable("get a/key: SocketTimeoutException", false));
        assertThat(StoreErrors.of("get", "a/key", ApiCallAttemptTimeoutException.create(30_000))
                        .failure())
                .isEqualTo(new StoreFailure.Unavailable("get a/key: SocketTimeoutException", false));
    }

    @Test
    void anUnreadableFileIsTheSourcesFaultHoweverDeepItIsWrapped() {
        var unreadable = new UnreadableMedia(new EOFException("/a/path"));
        var expected = new StoreFailure.SourceUnreadable("put a/key: EOFException");
        assertThat(StoreErrors.of("put", "a/key", SdkClientException.create("x", unreadable))
                        .failure())
                .isEqualTo(expected);
        assertThat(StoreErrors.of("put", "a/key", new UncheckedIOException(unreadable))
                        .failure())
                .isEqualTo(expected);
    }

    @Test
    void theEdgesErrorsAreTheFiveOfCloudflare() {
        assertThat(List.of(519, 520, 521, 522, 523, 524, 525))
                .filteredOn(status -> StoreErrors.isEdgeError(answer(status, "", "")))
                .containsExactly(520, 521, 522, 523, 524);
    }

    @Test
    void aMissingObjectIsNoPreconditionThatFailedUnlessOneWasToMatch() {
        var missing = answer(404, "NoSuchKey", "");
        assertThat(StoreErrors.isPreconditionFailed(missing, new Precondition.IfMatch("e")))
                .isTrue();
        assertThat(StoreErrors.isPreconditionFailed(missing, new Precondition.IfAbsent()))
                .isFalse();
        var failed = answer(412, "PreconditionFailed", "");
        assertThat(StoreErrors.isPreconditionFailed(failed, new Precondition.IfAbsent()))
                .isTrue();
    }

    private static S3Exception answer(int status, String code, String message) {
        var response = SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("cf-ray", "8f00-FRA")
                .build();
        var details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(response)
                .build();
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message("a text that is not shown")
                .awsErrorDetails(details)
                .build();
    }
}
