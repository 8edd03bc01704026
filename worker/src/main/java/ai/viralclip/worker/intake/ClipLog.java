package ai.viralclip.worker.intake;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.Shown;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.kafka.EventTime;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes the one line that the log has of each clip: how it ended. Its keys are those of {@code docs/LOGS.md}, in the
 * same order in every line, so that what begins with {@code clip failed reason=} can be searched for.
 */
final class ClipLog {

    private static final Logger LOG = LoggerFactory.getLogger(ClipLog.class);
    private static final double MILLIS_PER_SECOND = 1_000;

    private final EventTime times;

    ClipLog(InstantSource clock) {
        this.times = new EventTime(clock);
    }

    /** Its answer is committed. */
    void ended(FinishedClip one) {
        switch (one.outcome()) {
            case Outcome.Ready(var event) ->
                common(LOG.atInfo().addKeyValue("bytes", bytes(event)), one).log("clip ready");
            case Outcome.Rejected(var reason, var detail) ->
                common(failed(reason).addKeyValue("reason", reason.wireName()), one)
                        .addKeyValue("detail", detail)
                        .log("clip failed");
        }
    }

    /** Media bytes of a ready clip, those of its thumbnail included. */
    static long bytes(ClipReady event) {
        return event.video().sizeBytes()
                + event.thumbnail().map(StoredMedia::sizeBytes).orElse(0L);
    }

    /** Nobody needs to act on a clip that has a successor, or that was erased. */
    private static LoggingEventBuilder failed(Reason reason) {
        return reason == Reason.SUPERSEDED || reason == Reason.PURGED ? LOG.atInfo() : LOG.atWarn();
    }

    private LoggingEventBuilder common(LoggingEventBuilder line, FinishedClip one) {
        KnownIds ids = one.clip().ids();
        LoggingEventBuilder known =
                line.addKeyValue("origin", one.partition() + "@" + one.record().offset());
        known = ids.uid().isPresent() ? known.addKeyValue("uid", ids.uid().get()) : known;
        known = ids.runId().isPresent()
                ? known.addKeyValue("run_id", ids.runId().get())
                : known;
        known = ids.style().isPresent() ? known.addKeyValue("style", ids.style().get()) : known;
        known = ids.n().isPresent() ? known.addKeyValue("n", ids.n().get()) : known;
        // Before the detail and after all else: it is others' text as well, and may hold spaces.
        return known.addKeyValue("attempts", one.attempts())
                .addKeyValue("age_seconds", times.age(one.record()).toMillis() / MILLIS_PER_SECOND)
                .addKeyValue("event_id", Shown.sentence(one.clip().id()));
    }
}
