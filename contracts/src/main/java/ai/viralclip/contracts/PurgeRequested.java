package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Everything of a user, or of one run, is to be deleted that was rendered until now: the event's {@code ce_time}.
 * Record key {@code {uid}}, so that purges of one user are done one after the other.
 *
 * @param runId this run alone; empty for the whole user
 * @param dryRun whether it is only to be counted what would be deleted; empty is no
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PurgeRequested(Uid uid, Optional<RunId> runId, Optional<Boolean> dryRun) implements EventData {

    @Override
    public EventType type() {
        return EventType.PURGE_REQUESTED;
    }

    /** Whether nothing is to be deleted. */
    public boolean countsOnly() {
        return dryRun.orElse(false);
    }

    static PurgeRequested read(Fields in) throws ContractViolation {
        return new PurgeRequested(
                in.value("uid", Uid::new), in.optionalValue("run_id", RunId::new), in.optionalFlag("dry_run"));
    }
}
