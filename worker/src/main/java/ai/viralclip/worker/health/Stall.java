package ai.viralclip.worker.health;

import java.util.Locale;

/**
 * How the worker may stand still without anything failing; its wire name is metric tag, log key, health detail and
 * runbook heading.
 */
public enum Stall {
    /** The bucket is good, and no partition is this worker's. */
    NOTHING_ASSIGNED("no partition of clip-rendered is this worker's"),
    /** The poll thread does not come round. */
    NOTHING_POLLED("the poll thread has not come round"),
    /** Every partition that is this worker's is parked, or behind a transaction that hangs. */
    NOTHING_READABLE(
            "no partition of this worker can be read: each has a corrupt batch or a transaction that hangs, or a codec is not there"),
    /** There are records to be read, none is in flight, and none is read. */
    NOTHING_READ("records wait to be read, and none is read"),
    /** Clips are in flight, and nothing becomes of any of them. */
    NOTHING_FINISHED("clips are in flight, and none was ready, failed, put off or moved on"),
    /** The consumer breaks again and again. */
    RESTARTING("the consumer breaks again and again"),
    /** No transaction is committed, and some fail. */
    SETTLEMENT_FAILING("transactions fail, and none is committed"),
    /** Other workers' purges are not heard of: nothing may be published. */
    PURGES_UNHEARD("the topic of purges is not read, so that nothing is published");

    private final String detail;

    Stall(String detail) {
        this.detail = detail;
    }

    /** What it means, for whoever reads the log or the health. */
    String detail() {
        return detail;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
