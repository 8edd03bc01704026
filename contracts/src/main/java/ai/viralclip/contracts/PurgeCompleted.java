package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The receipt of a purge. Record key {@code {uid}}.
 *
 * @param runId the run that was purged; empty for the whole user
 * @param dryRun whether nothing was deleted, and the numbers are of what would be
 * @param purgedAt whatever was rendered until then is gone, and will not come back; UTC
 * @param objects deleted; a {@code highlights.json} of which entries are left does not count
 * @param bytes that those objects held
 * @param uploadsAborted multipart uploads that were under way
 * @param kept objects that were rendered later, and stay
 * @param durationMs milliseconds from when the purge was first taken up
 * @param requestEventId the CloudEvents id of the {@code purge-requested} that this answers
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PurgeCompleted(
        Uid uid,
        Optional<RunId> runId,
        boolean dryRun,
        Instant purgedAt,
        long objects,
        long bytes,
        long uploadsAborted,
        long kept,
        long durationMs,
        String requestEventId)
        implements EventData {

    public PurgeCompleted {
        Limits.notNegative("objects", objects);
        Limits.notNegative("bytes", bytes);
        Limits.notNegative("uploads_aborted", uploadsAborted);
        Limits.notNegative("kept", kept);
        Limits.notNegative("duration_ms", durationMs);
    }

    @Override
    public EventType type() {
        return EventType.PURGE_COMPLETED;
    }

    static PurgeCompleted read(Fields in) throws ContractViolation {
        return new PurgeCompleted(
                in.value("uid", Uid::new),
                in.optionalValue("run_id", RunId::new),
                in.flag("dry_run"),
                in.value("purged_at", UtcTimes::parse),
                in.size("objects"),
                in.size("bytes"),
                in.size("uploads_aborted"),
                in.size("kept"),
                in.size("duration_ms"),
                in.text("request_event_id"));
    }
}
