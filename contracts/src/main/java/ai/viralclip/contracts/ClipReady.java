package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A clip is stored, listed in its run's {@code highlights.json}, and can be read. Record key {@code {uid}/{run_id}}.
 *
 * @param n the highlight's id, from 0
 * @param thumbnail empty when the pipeline made none; then {@code null} in JSON, so that its absence is said, not
 *     guessed
 * @param highlightsKey the key of the run's {@code highlights.json}
 * @param renderedEventId the CloudEvents id of the {@code clip-rendered} that this answers
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClipReady(
        Uid uid,
        RunId runId,
        Style style,
        int n,
        String title,
        Optional<String> description,
        StoredMedia video,
        @JsonInclude(JsonInclude.Include.ALWAYS) Optional<StoredMedia> thumbnail,
        String highlightsKey,
        String renderedEventId)
        implements ClipEvent {

    public ClipReady {
        Limits.notNegative("n", n);
    }

    @Override
    public EventType type() {
        return EventType.CLIP_READY;
    }

    static ClipReady read(Fields in) throws ContractViolation {
        return new ClipReady(
                in.value("uid", Uid::new),
                in.value("run_id", RunId::new),
                in.value("style", Style::new),
                in.integer("n"),
                in.text("title"),
                in.optionalText("description"),
                in.object("video", StoredMedia::read),
                in.objectOrNull("thumbnail", StoredMedia::read),
                in.text("highlights_key"),
                in.text("rendered_event_id"));
    }
}
