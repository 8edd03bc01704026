package ai.viralclip.worker.media.https;

import java.time.Duration;

/** When the reading of a file is to be over, by a clock that nobody sets. */
record Deadline(long atNanos) {

    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    boolean isOver() {
        return atNanos - System.nanoTime() <= 0;
    }

    /** The sooner of the two. */
    Duration within(Duration time) {
        Duration left = left();
        return left.compareTo(time) < 0 ? left : time;
    }
}
