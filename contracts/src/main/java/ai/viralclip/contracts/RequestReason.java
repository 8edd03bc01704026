package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * Why a request was not fulfilled: the closed set behind {@link RequestFailed}. {@link #wireName()} is its JSON form,
 * and also metric tag, log key and runbook heading.
 */
public enum RequestReason {
    /** The record's value is null, not JSON, or not a CloudEvent of the type the topic carries. */
    EVENT_UNREADABLE,
    /** A field, the record's key or a cursor is missing, or not of the form that it must have. */
    CONTRACT_BROKEN,
    /** A uid, run_id or style that could not be part of an object key. */
    ID_INVALID,
    /** The request names a reply topic that is not on the worker's list. */
    REPLY_TOPIC_NOT_ALLOWED,
    /**
     * It was done, and the brokers do not take the reply: its topic is gone or not to be written, or it is too large.
     */
    REPLY_NOT_WRITTEN,
    /**
     * The store refuses it for a minute, and not all else (what is locked, for one), or says that it can never be done.
     */
    STORE_REFUSED,
    /** The worker has a defect that this request brings out, through every retry. */
    INTERNAL_ERROR;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in snake_case, such as {@code contract_broken}. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** What a request is refused for that broke its contract in this way ({@link ContractViolation#reason()}). */
    public static RequestReason of(Reason broken) {
        return ofWireName(broken.wireName());
    }

    static RequestReason ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not one of the known reasons"));
    }
}
