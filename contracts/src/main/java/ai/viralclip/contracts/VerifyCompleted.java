package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What one page of a verification looked at, and where it did not agree: the reply to {@link VerifyRequested}.
 *
 * @param uid the user that was asked for; empty for the whole bucket
 * @param runId the run that was asked for
 * @param deep whether the bytes were read
 * @param runs of which the comparison began on this page
 * @param objects that were looked at
 * @param bytes that those objects hold
 * @param bytesRead that were read and hashed
 * @param uploads multipart uploads under way that were looked at
 * @param answers {@code clip-ready} records that were held against the bucket
 * @param deadLetters dead letters that were held against the bucket
 * @param unsettled objects that were not judged: written, or purged, too short a while ago
 * @param reached how far this page came, for people: a key, or a record
 * @param nextCursor asks for the next page; empty on the last one
 * @param requestEventId the CloudEvents id of the {@code verify-requested} that this answers
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record VerifyCompleted(
        Optional<Uid> uid,
        Optional<RunId> runId,
        boolean deep,
        long runs,
        long objects,
        long bytes,
        long bytesRead,
        long uploads,
        long answers,
        long deadLetters,
        long unsettled,
        List<Finding> findings,
        String reached,
        Optional<String> nextCursor,
        String requestEventId)
        implements EventData {

    public VerifyCompleted {
        Limits.notNegative("runs", runs);
        Limits.notNegative("objects", objects);
        Limits.notNegative("bytes", bytes);
        Limits.notNegative("bytes_read", bytesRead);
        Limits.notNegative("uploads", uploads);
        Limits.notNegative("answers", answers);
        Limits.notNegative("dead_letters", deadLetters);
        Limits.notNegative("unsettled", unsettled);
        findings = List.copyOf(findings);
    }

    @Override
    public EventType type() {
        return EventType.VERIFY_COMPLETED;
    }

    static VerifyCompleted read(Fields in) throws ContractViolation {
        return new VerifyCompleted(
                in.optionalValue("uid", Uid::new),
                in.optionalValue("run_id", RunId::new),
                in.flag("deep"),
                in.size("runs"),
                in.size("objects"),
                in.size("bytes"),
                in.size("bytes_read"),
                in.size("uploads"),
                in.size("answers"),
                in.size("dead_letters"),
                in.size("unsettled"),
                in.list("findings", Finding::read),
                in.text("reached"),
                in.optionalText("next_cursor"),
                in.text("request_event_id"));
    }
}
