package ai.viralclip.worker.media.https;

import java.time.Duration;

/**
 * How long one reading of a file may take.
 *
 * @param window that a server may be slow for
 */
record Limits(Deadline deadline, Duration headers, Duration window, long minBytesPerSecond) {

    /** From now on. */
    static Limits of(HttpsProperties settings) {
        return new Limits(
                Deadline.after(settings.totalTimeout()),
                settings.headerTimeout(),
                settings.rateWindow(),
                settings.minRate().toBytes());
    }

    Pace pace() {
        return new Pace(minBytesPerSecond, window);
    }

    /** How long the head of an answer may take that is asked for now. */
    Duration forAHead() {
        return deadline.within(headers);
    }
}
