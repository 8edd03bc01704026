package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A {@code clip-rendered} that will not become a clip. Record key {@code {uid}/{run_id}}.
 *
 * @param style empty where the event did not say it readably
 * @param n the highlight's id, from 0; empty where the event did not say it readably
 * @param detail for people, safe to show: no secrets, no URLs
 * @param renderedEventId the CloudEvents id of the {@code clip-rendered} that this answers
 * @param deadLetter where the original record lies; empty where none was written
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClipFailed(
        Uid uid,
        RunId runId,
        Optional<Style> style,
        Optional<Integer> n,
        Reason reason,
        String detail,
        String renderedEventId,
        Optional<DeadLetter> deadLetter)
        implements ClipEvent {

    public ClipFailed {
        n.ifPresent(number -> Limits.notNegative("n", number));
    }

    @Override
    public EventType type() {
        return EventType.CLIP_FAILED;
    }

    static ClipFailed read(Fields in) throws ContractViolation {
        return new ClipFailed(
                in.value("uid", Uid::new),
                in.value("run_id", RunId::new),
                in.optionalValue("style", Style::new),
                in.optionalInteger("n"),
                in.value("reason", Reason::ofWireName),
                in.text("detail"),
                in.text("rendered_event_id"),
                in.optionalObject("dead_letter", DeadLetter::read));
    }
}
