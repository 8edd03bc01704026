package ai.viralclip.worker.local;

import ai.viralclip.contracts.ClipEvent;
import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import java.time.Instant;

/**
 * What the worker answered to one rendered clip: a {@link ClipReady} or a {@link ClipFailed}.
 *
 * @param eventId the CloudEvents id of the answer itself
 * @param key the record's key
 * @param place where the record lies: {@code topic-partition@offset}
 * @param seenAt when a reader of committed records saw it
 */
public record Answer(String eventId, String key, String place, ClipEvent data, Instant seenAt) {

    /** The CloudEvents id of the {@code clip-rendered} that is answered. */
    public String renderedEventId() {
        return switch (data) {
            case ClipReady ready -> ready.renderedEventId();
            case ClipFailed failed -> failed.renderedEventId();
            case ClipRendered question -> throw new IllegalStateException("not an answer: " + question);
        };
    }
}
