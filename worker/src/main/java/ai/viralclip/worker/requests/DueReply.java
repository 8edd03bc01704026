package ai.viralclip.worker.requests;

import ai.viralclip.worker.kafka.NotWritten;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is to be written for a request that is done: the first of its replies that the brokers take. Used by the poll
 * thread alone.
 */
final class DueReply {

    /** A topic may be being made, or a right being granted. */
    private static final int LASTING_REFUSALS = 2;

    /** A leader may be being elected. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RequestTask.Answer answer;
    private int given;
    private int refusals;
    private long refusedNanos;

    DueReply(RequestTask.Answer answer) {
        this.answer = answer;
    }

    /** The reply first, where there is one. */
    List<ProducerRecord<byte[], byte[]>> records() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        reply().ifPresent(reply -> records.add(reply.record()));
        records.addAll(answer.marks());
        return records;
    }

    /** It could not be written. Returns whether that was the reply's fault, and it will not be tried again. */
    boolean isGivenUp(NotWritten why) {
        if (reply().filter(reply -> why.isTo(reply.record().topic())).isEmpty()) {
            return false;
        }
        if (refusals++ == 0) {
            refusedNanos = System.nanoTime();
        }
        boolean hopeless =
                why.isLasting() ? refusals >= LASTING_REFUSALS : System.nanoTime() - refusedNanos > PATIENCE.toNanos();
        if (hopeless) {
            given++;
            refusals = 0;
        }
        return hopeless;
    }

    /** What is to be told once it is committed. */
    List<RequestEvent> events(RequestKind kind) {
        List<RequestEvent> events = new ArrayList<>(List.of(answer.event()));
        Optional<RequestTask.Reply> reply = reply();
        if (reply.isEmpty()) {
            events.add(new RequestEvent.Unanswered(kind));
        }
        reply.flatMap(RequestTask.Reply::instead).map(RequestEvent.Failed::new).ifPresent(events::add);
        return events;
    }

    private Optional<RequestTask.Reply> reply() {
        return answer.replies().stream().skip(given).findFirst();
    }
}
