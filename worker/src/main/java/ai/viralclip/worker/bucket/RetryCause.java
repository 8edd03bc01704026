package ai.viralclip.worker.bucket;

import java.util.Locale;

/** What the client met before it repeated a request by itself. */
public enum RetryCause {
    THROTTLED,
    /** Also an answer that broke off, or that told of its failure in the body only. */
    FAILED,
    NO_ANSWER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RetryCause of(RequestResult before) {
        return switch (before) {
            case THROTTLED -> THROTTLED;
            case NO_ANSWER -> NO_ANSWER;
            case OK, NOT_FOUND, PRECONDITION_FAILED, DENIED, REFUSED, FAILED -> FAILED;
        };
    }
}
