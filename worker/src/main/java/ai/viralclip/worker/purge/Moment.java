package ai.viralclip.worker.purge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A moment by both clocks of the machine, for bounds that must hold whatever either does. The wall clock may be set;
 * the other one ({@link System#nanoTime}) may stand still while a virtual machine is suspended. Whichever says that
 * more time has passed is believed.
 */
public record Moment(Instant wall, long nanos) {

    public static Moment now(InstantSource clock) {
        return new Moment(clock.instant(), System.nanoTime());
    }

    /** How long ago it was; never negative. */
    public Duration since(InstantSource clock) {
        Duration byWall = Duration.between(wall, clock.instant());
        Duration byOther = Duration.ofNanos(Math.max(0, System.nanoTime() - nanos));
        return byWall.compareTo(byOther) > 0 ? byWall : byOther;
    }

    /** Whether it was before another one of this process, in the order of what happened. */
    boolean isBefore(Moment other) {
        return nanos - other.nanos < 0;
    }
}
