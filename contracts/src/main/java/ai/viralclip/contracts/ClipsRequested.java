package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Somebody asks what clips a run has, with URLs to read them. Record key {@code {uid}/{run_id}}; the reply goes to the
 * topic and with the correlation id that the record's headers name.
 *
 * @param pageSize at most so many clips, from 1; fewer may come
 * @param cursor the {@code next_cursor} of the page before; empty for the first page
 * @param clip this clip alone: fresh URLs for a link that expired
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClipsRequested(
        Uid uid, RunId runId, Optional<Integer> pageSize, Optional<String> cursor, Optional<ClipName> clip)
        implements EventData {

    public ClipsRequested {
        pageSize.ifPresent(size -> Limits.positive("page_size", size));
    }

    @Override
    public EventType type() {
        return EventType.CLIPS_REQUESTED;
    }

    static ClipsRequested read(Fields in) throws ContractViolation {
        return new ClipsRequested(
                in.value("uid", Uid::new),
                in.value("run_id", RunId::new),
                in.optionalCount("page_size"),
                in.optionalText("cursor"),
                in.optionalObject("clip", ClipName::read));
    }
}
