package ai.viralclip.contracts;

/**
 * An event that does not keep the contract: why, and where in it. The message is safe to show; it quotes at most 40
 * printable ASCII characters of the event.
 */
public final class ContractViolation extends Exception {

    private final Reason reason;
    private final String path;

    ContractViolation(Reason reason, String path, String problem) {
        super(path.isEmpty() ? problem : path + ": " + problem);
        this.reason = reason;
        this.path = path;
    }

    /**
     * {@link Reason#EVENT_UNREADABLE}, {@link Reason#CONTRACT_BROKEN} or {@link Reason#ID_INVALID}; no other from here.
     */
    public Reason reason() {
        return reason;
    }

    /**
     * A JSON pointer into the data such as {@code /video/uri} (of an envelope in structured mode into the record's
     * value: {@code /data/video/uri}), the name of a header such as {@code ce_type}, or empty for the event as a whole.
     */
    public String path() {
        return path;
    }
}
