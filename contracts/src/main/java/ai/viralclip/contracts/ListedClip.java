package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One clip of a listing: what is in the bucket, and what {@code highlights.json} says of highlight {@code n}. A text of
 * more than 2,000 characters is cut, and ends in an ellipsis.
 *
 * @param n the highlight's id, from 0
 * @param title the highlight's; where there is none, the file's name without its suffix
 * @param duration seconds, 0 to 360000
 * @param thumbnail empty where none is stored; then {@code null} in JSON
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ListedClip(
        Style style,
        int n,
        String title,
        Optional<String> description,
        Optional<Timecode> start,
        Optional<Timecode> end,
        Optional<Double> duration,
        Optional<String> hookCategory,
        Optional<String> reason,
        ListedMedia video,
        @JsonInclude(JsonInclude.Include.ALWAYS) Optional<ListedMedia> thumbnail) {

    public ListedClip {
        Limits.notNegative("n", n);
        duration.ifPresent(Limits::seconds);
    }

    static ListedClip read(Fields in) throws ContractViolation {
        return new ListedClip(
                in.value("style", Style::new),
                in.integer("n"),
                in.text("title"),
                in.optionalText("description"),
                in.optionalValue("start", Timecode::new),
                in.optionalValue("end", Timecode::new),
                in.optionalSeconds("duration"),
                in.optionalText("hook_category"),
                in.optionalText("reason"),
                in.object("video", ListedMedia::read),
                in.objectOrNull("thumbnail", ListedMedia::read));
    }
}
