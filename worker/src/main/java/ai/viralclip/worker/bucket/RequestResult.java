package ai.viralclip.worker.bucket;

import java.util.Locale;

/** How one request to the store ended, as far as its status tells. {@link StoreErrors} reads the codes besides. */
public enum RequestResult {
    OK,
    NOT_FOUND,
    PRECONDITION_FAILED,
    THROTTLED,
    /** By the key, or by what is wrong with the way to the bucket: redirects and 501, as in {@link StoreErrors}. */
    DENIED,
    /** Any other 4xx. */
    REFUSED,
    /** Any other 5xx, and 408. */
    FAILED,
    /** Reset, timed out, or given up before the store answered. */
    NO_ANSWER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RequestResult of(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 409, 412 -> PRECONDITION_FAILED;
            case 429, 503 -> THROTTLED;
            case 408 -> FAILED;
            default -> {
                if (StoreErrors.denied(status)) {
                    yield DENIED;
                }
                yield status >= 200 && status < 300 ? OK : status >= 400 && status < 500 ? REFUSED : FAILED;
            }
        };
    }
}
