package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Somebody asks whether bucket, {@code highlights.json} and the answers on Kafka agree: one page of work, for which
 * there is one reply. Nothing is changed. Any record key: the reply repeats it.
 *
 * @param uid this user alone; empty for the whole bucket
 * @param runId this run of the user alone
 * @param deep whether the bytes of each object are read and hashed; empty is no
 * @param cursor the {@code next_cursor} of the page before; empty for the first page
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record VerifyRequested(Optional<Uid> uid, Optional<RunId> runId, Optional<Boolean> deep, Optional<String> cursor)
        implements EventData {

    @Override
    public EventType type() {
        return EventType.VERIFY_REQUESTED;
    }

    /** Whether bytes are read. */
    public boolean isDeep() {
        return deep.orElse(false);
    }

    static VerifyRequested read(Fields in) throws ContractViolation {
        return new VerifyRequested(
                in.optionalValue("uid", Uid::new),
                in.optionalValue("run_id", RunId::new),
                in.optionalFlag("deep"),
                in.optionalText("cursor"));
    }
}
