package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The moment of the source video that a clip shows: an entry of {@code highlights.json}, and a part of
 * {@code clip-rendered}.
 *
 * @param id which highlight of its run, from 0; the {@code n} of {@code clip_<style>_<n>}
 * @param duration seconds, 0 to 360000
 * @param padBeforeSeconds seconds, 0 to 360000
 * @param padAfterSeconds seconds, 0 to 360000
 * @param hookCategory the pipeline's own classification, not a closed set
 * @param reason why the pipeline chose it, for people
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Highlight(
        int id,
        String title,
        Optional<String> description,
        Timecode start,
        Timecode end,
        Optional<Double> duration,
        Optional<Double> padBeforeSeconds,
        Optional<Double> padAfterSeconds,
        Optional<String> hookCategory,
        Optional<String> reason) {

    public Highlight {
        Limits.notNegative("id", id);
        duration.ifPresent(Limits::seconds);
        padBeforeSeconds.ifPresent(Limits::seconds);
        padAfterSeconds.ifPresent(Limits::seconds);
    }

    static Highlight read(Fields in) throws ContractViolation {
        return new Highlight(
                in.integer("id"),
                in.text("title"),
                in.optionalText("description"),
                in.value("start", Timecode::new),
                in.value("end", Timecode::new),
                in.optionalSeconds("duration"),
                in.optionalSeconds("pad_before_seconds"),
                in.optionalSeconds("pad_after_seconds"),
                in.optionalText("hook_category"),
                in.optionalText("reason"));
    }
}
