package ai.viralclip.worker.intake;

import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.DeferCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that clips wait, and for what, without a line for each attempt of each clip: one when a cause begins, and one a
 * minute while it lasts. A file that comes a little late is no news at all. Thread-safe.
 */
final class DeferralLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeferralLog.class);

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    /** The pipeline may announce a file a little before it is there. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<DeferCause, Instant> told = new EnumMap<>(DeferCause.class);
    private final Map<DeferCause, Integer> since = new EnumMap<>(DeferCause.class);

    DeferralLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * An attempt was deferred.
     *
     * @param streak the attempts of this clip that were deferred for the cause, this one included
     */
    void deferred(Attempt.Streak streak, String detail) {
        DeferCause cause = streak.cause();
        LOG.atDebug()
                .addKeyValue("cause", cause.wireName())
                .addKeyValue("attempts", streak.tries())
                .addKeyValue("detail", detail)
                .log("deferred");
        if (isNews(streak)) {
            LOG.atInfo()
                    .addKeyValue("cause", cause.wireName())
                    .addKeyValue("deferred", tell(cause))
                    .addKeyValue("detail", detail)
                    .log("clips are deferred");
        }
    }

    private synchronized boolean isNews(Attempt.Streak streak) {
        Instant now = clock.instant();
        since.merge(streak.cause(), 1, Integer::sum);
        Instant last = told.get(streak.cause());
        // A clock that was set back is not waited for.
        boolean toldLately = last != null && !now.isBefore(last) && now.isBefore(last.plus(BETWEEN_LINES));
        return !toldLately
                && (!isOfTheSource(streak.cause())
                        || !now.isBefore(streak.since().plus(LATE)));
    }

    /** Returns how many attempts were deferred since the last line. */
    private synchronized int tell(DeferCause cause) {
        told.put(cause, clock.instant());
        Integer count = since.remove(cause);
        return count == null ? 0 : count;
    }

    private static boolean isOfTheSource(DeferCause cause) {
        return switch (cause) {
            case SOURCE_MISSING, SOURCE_CHANGED -> true;
            case STORE_UNAVAILABLE, STORE_THROTTLED, INTERNAL_ERROR -> false;
        };
    }
}
