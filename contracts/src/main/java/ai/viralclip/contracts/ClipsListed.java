package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One page of a run's clips, ordered by n, then style: the reply to {@link ClipsRequested}. Record key
 * {@code {uid}/{run_id}}.
 *
 * @param highlights what became of {@code highlights.json}; tells a run without clips from one whose document is broken
 * @param videoUrl the run's own field of {@code highlights.json}, as are {@code videoTitle} and {@code customPrompt}
 * @param total clips in the whole run when this page was made; where one clip was asked for, 1 or 0
 * @param nextCursor asks for the next page; empty on the last one
 * @param requestEventId the CloudEvents id of the {@code clips-requested} that this answers
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClipsListed(
        Uid uid,
        RunId runId,
        HighlightsState highlights,
        Optional<String> videoUrl,
        Optional<String> videoTitle,
        Optional<String> customPrompt,
        int total,
        List<ListedClip> clips,
        Optional<String> nextCursor,
        String requestEventId)
        implements EventData {

    public ClipsListed {
        Limits.notNegative("total", total);
        clips = List.copyOf(clips);
    }

    @Override
    public EventType type() {
        return EventType.CLIPS_LISTED;
    }

    static ClipsListed read(Fields in) throws ContractViolation {
        return new ClipsListed(
                in.value("uid", Uid::new),
                in.value("run_id", RunId::new),
                in.value("highlights", HighlightsState::ofWireName),
                in.optionalText("video_url"),
                in.optionalText("video_title"),
                in.optionalText("custom_prompt"),
                in.integer("total"),
                in.list("clips", ListedClip::read),
                in.optionalText("next_cursor"),
                in.text("request_event_id"));
    }
}
