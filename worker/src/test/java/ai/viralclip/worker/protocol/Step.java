package ai.viralclip.worker.protocol;

import java.time.Duration;

/** Something that happens to the workers, or is asked of them, at a time: milliseconds since the beginning. */
sealed interface Step {

    long at();

    /**
     * A clip is rendered.
     *
     * @param user 0 or 1; the partition as well
     * @param n which clip of the user's run
     * @param late so many milliseconds before it was announced
     * @param odd its video lies where none may lie, and its dead letter is too large for its topic
     */
    record Clip(long at, int user, int n, long late, boolean odd) implements Step {

        Clip(long at, int user, int n, long late) {
            this(at, user, n, late, false);
        }
    }

    /** A purge is asked for. */
    record Purge(long at, int user, boolean wholeUser) implements Step {}

    /** A worker stands still for so long, and knows nothing of it. */
    record Freeze(long at, int worker, long millis) implements Step {}

    /** A worker is gone, and another starts in its place so long after. */
    record Kill(long at, int worker, long millis) implements Step {}

    /** Everything goes to somebody else, as when members come and go. */
    record Shuffle(long at) implements Step {}

    /** A call to the brokers goes wrong. */
    record Broker(long at, int worker, Wire.Fault fault) implements Step {}

    /** A call to the store goes wrong. */
    record Store(long at, int worker, Wire.Fault fault) implements Step {}

    /**
     * One call of all goes wrong, whoever's it is.
     *
     * @param call how many calls were before it; those that only listen for purges are not counted
     */
    record Nth(int call, Wire.Wrong wrong, long millis) implements Step {

        @Override
        public long at() {
            return 0;
        }
    }

    /** A worker's clock is set. */
    record Clock(long at, int worker, Duration off) implements Step {}

    /** A topic is deleted, and created again. */
    record Recreate(long at, String topic) implements Step {}

    /** A user's last records are lost by an unclean election. */
    record Truncate(long at, int user, int records) implements Step {}

    /** The worker may not write to a topic, for so long. */
    record Forbidden(long at, String topic, long millis) implements Step {}

    /** Until {@code at + lasts}, what is written to {@code clip-ready} is in the log so much later. */
    record SlowLeader(long at, long lasts, long millis) implements Step {}

    /** Brokers that were just started know of no topic, for so long. */
    record Unknown(long at, long millis) implements Step {}
}
