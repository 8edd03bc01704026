package ai.viralclip.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The reply to a request, of clips or of a purge, that cannot be fulfilled. It comes where the reply would have come;
 * where the request names no topic that replies may go to, on the default one. Record key: the request's.
 *
 * @param uid empty where the request did not say it readably, as is {@code runId}
 * @param detail for people, safe to show: no secrets, no URLs
 * @param requestEventId the CloudEvents id of the request; where it has none, its topic, partition and offset
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RequestFailed(
        Optional<Uid> uid, Optional<RunId> runId, RequestReason reason, String detail, String requestEventId)
        implements EventData {

    @Override
    public EventType type() {
        return EventType.REQUEST_FAILED;
    }

    static RequestFailed read(Fields in) throws ContractViolation {
        return new RequestFailed(
                in.optionalValue("uid", Uid::new),
                in.optionalValue("run_id", RunId::new),
                in.value("reason", RequestReason::ofWireName),
                in.text("detail"),
                in.text("request_event_id"));
    }
}
