package ai.viralclip.worker.bucket.s3.answers;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the store's answers mean, by their codes: those of R2, of AWS, and of the stores that one can run oneself.
 *
 * <p>Closed towards the dead letters: only what is named here as being about one object ends a clip by itself. A code
 * that nobody heard of yet leaves the question open.
 */
public final class StoreCodes {

    public enum Meaning {
        /** Fewer requests, please. */
        THROTTLED,
        /** Again later. */
        AGAIN,
        /** What arrived is not what was hashed. */
        OTHER_BYTES,
        /** Whatever is asked: the key, the bucket, the account or their settings. */
        EVERY_OBJECT,
        THIS_OBJECT,
        /** Of one object or of all. */
        OPEN
    }

    private static final Set<String> THROTTLED = Set.of(
            "TooManyRequests",
            "TooManyRequestsException",
            "SlowDown",
            "SlowDownRead",
            "SlowDownWrite",
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestLimitExceeded",
            "BandwidthLimitExceeded",
            "KMS.ThrottlingException");

    /**
     * NoSuchUpload and InvalidPart too: it was completed by an attempt whose reply was lost, or it or a part of it is
     * gone; the upload starts anew.
     */
    private static final Set<String> AGAIN = Set.of(
            "ClientDisconnect",
            "IncompleteBody",
            "RequestTimeout",
            "ConditionalRequestConflict",
            "OperationAborted",
            "NoSuchUpload",
            "InvalidPart",
            "InvalidPartOrder",
            "InternalError",
            "InternalFailure",
            "ServiceUnavailable",
            "ServerBusy",
            "XMinioServerNotInitialized");

    private static final Set<String> OTHER_BYTES =
            Set.of("BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");

    private static final Set<String> EVERY_OBJECT = Set.of(
            "NoSuchBucket",
            "InvalidBucketName",
            "InvalidBucketState",
            "ExpiredRequest",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "AuthorizationHeaderMalformed",
            "MissingSecurityHeader",
            "InvalidSecurity",
            "RequestTimeTooSkewed",
            "RequestExpired",
            "Unauthorized",
            "NotEntitled",
            "NotSignedUp",
            "AccountProblem",
            "AllAccessDisabled",
            "InvalidPayer",
            "UserDisable",
            "UserSuspended",
            "PermanentRedirect",
            "TemporaryRedirect",
            "Redirect",
            "NotImplemented",
            "InvalidStorageClass");

    /** Families whose members differ from store to store: {@code KMS.DisabledException}, {@code QuotaExceeded}. */
    private static final Pattern SETTINGS =
            Pattern.compile("(?i).*(kms|quota|encryption|storagefull|insufficientstorage|overdue|arrears).*");

    private static final Set<String> THIS_OBJECT = Set.of(
            "EntityTooLarge",
            "MetadataTooLarge",
            "KeyTooLong",
            "KeyTooLongError",
            "InvalidObjectName",
            "XMinioInvalidObjectName",
            "InvalidURI");

    private static final Map<String, Meaning> MEANINGS = Stream.of(
                    Map.entry(Meaning.THROTTLED, THROTTLED),
                    Map.entry(Meaning.AGAIN, AGAIN),
                    Map.entry(Meaning.OTHER_BYTES, OTHER_BYTES),
                    Map.entry(Meaning.EVERY_OBJECT, EVERY_OBJECT),
                    Map.entry(Meaning.THIS_OBJECT, THIS_OBJECT))
            .flatMap(entry -> entry.getValue().stream().map(code -> Map.entry(code, entry.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private StoreCodes() {}

    /**
     * Of a code.
     *
     * @param code not empty
     */
    public static Meaning of(String code) {
        Meaning known = MEANINGS.get(code);
        if (known != null) {
            return known;
        }
        return SETTINGS.matcher(code).matches() ? Meaning.EVERY_OBJECT : Meaning.OPEN;
    }

    /**
     * Of an answer whose code is not known, or that has none.
     *
     * @param fromStore it has one, or could not have one: the answer to a HEAD has no body
     */
    public static Meaning ofStatus(int status, boolean fromStore) {
        return switch (status) {
            case 429 -> Meaning.THROTTLED;
            case 408, 409, 425 -> Meaning.AGAIN;
            case 404 -> fromStore ? Meaning.OPEN : Meaning.AGAIN;
            case 413, 414 -> Meaning.THIS_OBJECT;
            case 403, 405, 423, 451 -> Meaning.OPEN;
            case 401, 402, 407, 501, 507, 511 -> Meaning.EVERY_OBJECT;
            default -> {
                // Below 300: S3 may answer 200 to a slow request at once, and put an error into the body later.
                if (status < 300 || status >= 500) {
                    yield Meaning.AGAIN;
                }
                // S3 names its refusals: a 4xx without a name comes from something in between. A redirect names
                // another region or endpoint, and is not followed.
                yield fromStore && status >= 400 ? Meaning.OPEN : Meaning.EVERY_OBJECT;
            }
        };
    }
}
