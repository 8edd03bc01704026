package ai.viralclip.worker.delivery;

import ai.viralclip.worker.process.Recurring;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that clips wait, and for what, without a line for each attempt of each clip: one when a cause begins, and one a
 * minute while it lasts. A file that comes a little late is no news at all. Thread-safe.
 */
public final class DeferralLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeferralLog.class);

    /** The pipeline may announce a file a little before it is there. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<DeferCause, Recurring> causes = new EnumMap<>(DeferCause.class);

    public DeferralLog(InstantSource clock) {
        this.clock = clock;
        for (DeferCause cause : DeferCause.values()) {
            causes.put(cause, new Recurring(clock));
        }
    }

    /**
     * An attempt was deferred.
     *
     * @param streak the attempts of this clip that were deferred for the cause, this one included
     */
    public void deferred(Attempt.Streak streak, String detail) {
        DeferCause cause = streak.cause();
        LOG.atDebug()
                .addKeyValue("cause", cause.wireName())
                .addKeyValue("attempts", streak.tries())
                .addKeyValue("detail", detail)
                .log("deferred");
        Recurring attempts = Objects.requireNonNull(causes.get(cause));
        if (isOfTheSource(cause) && clock.instant().isBefore(streak.since().plus(LATE))) {
            attempts.happened();
        } else {
            attempts.happenedAndIsDue()
                    .ifPresent(deferred -> LOG.atInfo()
                            .addKeyValue("cause", cause.wireName())
                            .addKeyValue("deferred", deferred)
                            .addKeyValue("detail", detail)
                            .log("clips are deferred"));
        }
    }

    private static boolean isOfTheSource(DeferCause cause) {
        return switch (cause) {
            case SOURCE_MISSING, SOURCE_CHANGED -> true;
            case STORE_UNAVAILABLE,
                    STORE_THROTTLED,
                    OBJECT_REFUSED,
                    SOURCE_UNRESPONSIVE,
                    SOURCE_ROOT_GONE,
                    INTERNAL_ERROR -> false;
        };
    }
}
