package ai.viralclip.worker.delivery;

import java.time.Instant;

/**
 * Which try at a clip this is, in this process.
 *
 * @param number from 1
 * @param firstAt when the first one began
 */
public record Attempt(int number, Instant firstAt) {

    public static Attempt first(Instant now) {
        return new Attempt(1, now);
    }

    public Attempt next() {
        return new Attempt(number + 1, firstAt);
    }
}
