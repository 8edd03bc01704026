package ai.viralclip.worker.intake;

import ai.viralclip.worker.process.Backoff;
import ai.viralclip.worker.purge.Moment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of answers that the brokers did not take lately: their topic is gone, or the worker may not write to it.
 * They are tried again one at a time and less and less often, so that they hold up no others. Used by the poll thread
 * alone.
 */
final class Withheld {

    private static final Duration FIRST = Duration.ofMillis(500);

    /** A try may block the poll thread for max.block.ms, 10 s. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Failures(int inARow, Moment last) {}

    private final InstantSource clock;
    private final Map<IntakeEvent.AnswerKind, Failures> failures = new EnumMap<>(IntakeEvent.AnswerKind.class);

    Withheld(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it goes alone: it failed, and nothing has shown since that it does not any more. */
    boolean isAlone(IntakeEvent.AnswerKind kind) {
        return failures.containsKey(kind);
    }

    /** Whether it is too soon to try it again. */
    boolean isWaiting(IntakeEvent.AnswerKind kind) {
        Failures failed = failures.get(kind);
        return failed != null
                && failed.last().since(clock).compareTo(Backoff.full(FIRST, LONGEST, failed.inARow() - 1)) < 0;
    }

    Set<IntakeEvent.AnswerKind> kinds() {
        return failures.keySet();
    }

    void failed(IntakeEvent.AnswerKind kind) {
        Failures before = failures.get(kind);
        failures.put(kind, new Failures(before == null ? 1 : before.inARow() + 1, Moment.now(clock)));
    }

    /** Returns whether that is news. */
    boolean written(IntakeEvent.AnswerKind kind) {
        return failures.remove(kind) != null;
    }
}
