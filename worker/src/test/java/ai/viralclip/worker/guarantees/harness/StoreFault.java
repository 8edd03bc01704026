package ai.viralclip.worker.guarantees.harness;

import java.time.Duration;

/** What becomes of a request to the store. */
public sealed interface StoreFault {

    /** Nothing happens to it. */
    record None() implements StoreFault {}

    /** Refused with this status and S3 error code, and not passed on. */
    record Refuse(int status, String code, String message) implements StoreFault {}

    /** The connection is cut when half of the body came through. */
    record CutBody() implements StoreFault {}

    /** Takes effect, and the connection is cut in place of the reply. */
    record LoseReply() implements StoreFault {}

    /** Nobody answers, and the connection stays, until the rule changes. */
    record BlackHole() implements StoreFault {}

    /** Takes effect so much later. */
    record Delay(Duration by) implements StoreFault {}

    /** The reply comes in drops, each so much after the one before. */
    record Drip(Duration betweenDrops) implements StoreFault {}
}
