package ai.viralclip.worker.requests;

import ai.viralclip.contracts.Shown;
import ai.viralclip.worker.kafka.NotWritten;
import ai.viralclip.worker.process.Recurring;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told and logged of the requests of one kind. Used by their poll thread alone. */
final class RequestEvents {

    private static final Logger LOG = LoggerFactory.getLogger(RequestEvents.class);

    private final RequestKind kind;
    private final RequestEvent.Listener listener;
    private final Recurring failures;
    private List<Long> told = List.of();

    RequestEvents(RequestKind kind, InstantSource clock, RequestEvent.Listener listener) {
        this.kind = kind;
        this.listener = listener;
        this.failures = new Recurring(clock);
    }

    RequestKind kind() {
        return kind;
    }

    void tell(RequestEvent event) {
        listener.on(event);
    }

    /** Tells what is at work, where that changed. */
    void tellAtWork(List<RequestAtWork> atWork) {
        List<Long> now = atWork.stream().map(RequestAtWork::timestamp).toList();
        if (!now.equals(told)) {
            told = now;
            tell(new RequestEvent.AtWork(kind, now));
        }
    }

    void tellParked(Set<TopicPartition> parked) {
        tell(new RequestEvent.Parked(
                kind, parked.stream().map(TopicPartition::partition).collect(Collectors.toSet())));
    }

    /** Nothing could be committed, and is tried again. In a rebalance that is so for everybody. */
    void waits(KafkaException why) {
        if (why instanceof CommitFailedException) {
            LOG.atDebug().setCause(why).log("requests wait for a rebalance");
            return;
        }
        OptionalInt due = failures.happenedAndIsDue();
        due.ifPresent(count -> LOG.atWarn()
                .addKeyValue("kind", kind.wireName())
                .addKeyValue("failures", count)
                .setCause(why)
                .log("requests wait: what was to be told and committed was not"));
    }

    /** A reply is not tried any more; another one is, or none. */
    void givesUp(RequestAtWork one, NotWritten why) {
        LOG.atWarn()
                .addKeyValue("kind", kind.wireName())
                .addKeyValue("origin", one.origin())
                .addKeyValue("detail", Shown.sentence(why.getMessage() + ": " + why.getCause()))
                .log("a reply is given up");
    }
}
