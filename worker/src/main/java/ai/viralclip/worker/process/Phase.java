package ai.viralclip.worker.process;

import org.springframework.context.SmartLifecycle;

/**
 * What starts after what, and stops the other way round. All of it but the watchdog after the web server and before its
 * stop: health answers while the bucket is proved, and while clips drain.
 */
public enum Phase {
    /** It is watched whether the worker gets on: from before all others until after them. */
    WATCHDOG(SmartLifecycle.DEFAULT_PHASE),
    /** The bucket is proved, and watched from then on. */
    BUCKET(4),
    /** The brokers are proved. */
    BROKERS(3),
    /** What workers tell each other is followed, until no clip is in flight any more. */
    FEEDS(2),
    /** Clips are consumed, and drained. */
    CLIPS(1),
    /** Requests are answered. */
    REQUESTS(0);

    private final int beforeTheLast;

    Phase(int beforeTheLast) {
        this.beforeTheLast = beforeTheLast;
    }

    /** As {@link SmartLifecycle#getPhase}. */
    public int value() {
        return SmartLifecycle.DEFAULT_PHASE - beforeTheLast;
    }
}
