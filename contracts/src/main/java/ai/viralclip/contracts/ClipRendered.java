package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The pipeline has rendered a clip and says where its files lie. Record key {@code {uid}/{run_id}}.
 *
 * @param videoUrl the source video the run was made from, as the user gave it; never opened by the worker
 * @param thumbnail empty when the pipeline made none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClipRendered(
        Uid uid,
        RunId runId,
        String videoUrl,
        Optional<String> videoTitle,
        Optional<String> customPrompt,
        Style style,
        Highlight highlight,
        RenderedMedia video,
        Optional<RenderedMedia> thumbnail)
        implements ClipEvent {

    @Override
    public EventType type() {
        return EventType.CLIP_RENDERED;
    }

    /** The {@code n} of {@code clip_<style>_<n>}: the highlight's id. */
    public int n() {
        return highlight.id();
    }

    static ClipRendered read(Fields in) throws ContractViolation {
        return new ClipRendered(
                in.value("uid", Uid::new),
                in.value("run_id", RunId::new),
                in.text("video_url"),
                in.optionalText("video_title"),
                in.optionalText("custom_prompt"),
                in.value("style", Style::new),
                in.object("highlight", Highlight::read),
                in.object("video", RenderedMedia::read),
                in.optionalObject("thumbnail", RenderedMedia::read));
    }
}
