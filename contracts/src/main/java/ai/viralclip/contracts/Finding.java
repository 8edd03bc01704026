package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One thing on which bucket, {@code highlights.json} and the answers on Kafka do not agree.
 *
 * @param note whether nothing has to be mended: it does not count against the bucket
 * @param uid whose it is, where that is known
 * @param runId of which run it is, where that is known
 * @param where the key of the object, or the topic, partition and offset of the record
 * @param detail what was found, for people
 * @param mend the command or step that mends it, for people
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Finding(
        FindingKind kind,
        boolean note,
        Optional<Uid> uid,
        Optional<RunId> runId,
        String where,
        String detail,
        String mend) {

    static Finding read(Fields in) throws ContractViolation {
        return new Finding(
                in.value("kind", FindingKind::ofWireName),
                in.flag("note"),
                in.optionalValue("uid", Uid::new),
                in.optionalValue("run_id", RunId::new),
                in.text("where"),
                in.text("detail"),
                in.text("mend"));
    }
}
