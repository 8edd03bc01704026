package ai.viralclip.contracts;

/**
 * The headers that the worker adds to a dead letter, beside the original's own. Every value is UTF-8 text; numbers are
 * decimal.
 */
public final class DeadLetterHeaders {

    /** A {@link Reason#wireName()}. */
    public static final String REASON = "dlt-reason";

    /** For people, safe to show: no secrets, no URLs. */
    public static final String DETAIL = "dlt-detail";

    /** The topic the record was consumed from. */
    public static final String ORIGIN_TOPIC = "dlt-origin-topic";

    /** The partition the record was consumed from. */
    public static final String ORIGIN_PARTITION = "dlt-origin-partition";

    /** The offset the record was consumed from. */
    public static final String ORIGIN_OFFSET = "dlt-origin-offset";

    /** The original record's timestamp, in milliseconds since 1970-01-01T00:00:00Z. */
    public static final String ORIGIN_TIMESTAMP = "dlt-origin-timestamp";

    /** How often the delivery was tried before it was given up, from 1. */
    public static final String ATTEMPTS = "dlt-attempts";

    /** How often the record was put back from the dead-letter topic already, from 0. */
    public static final String REPLAYS = "dlt-replays";

    /** Only where the letter goes without the original's value, which was too large: how many bytes it has. */
    public static final String VALUE_BYTES = "dlt-value-bytes";

    /** Only where the letter goes without the original's value: its SHA-256, in lower-case hex. */
    public static final String VALUE_SHA256 = "dlt-value-sha256";

    /** Only where the letter goes without the original's key, which was too large: how many bytes it has. */
    public static final String KEY_BYTES = "dlt-key-bytes";

    /** Only where the letter goes without the original's key: its SHA-256, in lower-case hex. */
    public static final String KEY_SHA256 = "dlt-key-sha256";

    /** Only of a record that was replayed: the {@code traceparent} that its dead letter had, for a link. */
    public static final String TRACEPARENT = "dlt-traceparent";

    private DeadLetterHeaders() {}
}
