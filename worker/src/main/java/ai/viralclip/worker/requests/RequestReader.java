package ai.viralclip.worker.requests;

import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.RequestFailed;
import ai.viralclip.contracts.RequestReason;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.kafka.EventReader;
import ai.viralclip.worker.kafka.Incoming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests of one kind, and knows how they are answered. */
final class RequestReader {

    private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);

    private final EventReader events;
    private final ReplyRecords replies;
    private final String defaultTopic;

    /** @param defaultTopic where the reply to a request goes that names no topic */
    RequestReader(EventReader events, ReplyRecords replies, String defaultTopic) {
        this.events = events;
        this.replies = replies;
        this.defaultTopic = defaultTopic;
    }

    /** Whose clips a request is about; everybody's where it names no user. */
    record Whose(Optional<Uid> uid, Optional<RunId> runId) {

        static Whose of(Uid uid, Optional<RunId> runId) {
            return new Whose(Optional.of(uid), runId);
        }

        /** Such as {@code users/u1/r1}; {@code users} for everybody's. */
        String subject() {
            return "users"
                    + uid.map(user -> "/" + user).orElse("")
                    + runId.map(run -> "/" + run).orElse("");
        }
    }

    /** What a record turned out to be. */
    sealed interface Read<E extends EventData> permits Refused, Asked {}

    /** Nothing to be done but to answer. */
    record Refused<E extends EventData>(RequestTask.Answer answer) implements Read<E> {}

    /** A request that can be worked on. */
    final class Asked<E extends EventData> implements Read<E> {

        private final ConsumerRecord<byte[], byte[]> record;
        private final Incoming.Valid<E> event;

        Asked(ConsumerRecord<byte[], byte[]> record, Incoming.Valid<E> event) {
            this.record = record;
            this.event = event;
        }

        E data() {
            return event.data();
        }

        /** {@code ce_id}. */
        String id() {
            return event.id();
        }

        /** When it was asked; never later than its record was written, whatever the sender's event says. */
        Instant askedAt() {
            Instant written = events.written(record);
            return written.isBefore(event.time()) ? written : event.time();
        }

        int partition() {
            return record.partition();
        }

        long offset() {
            return record.offset();
        }

        /** It was done. Where the reply cannot be written, a {@code request-failed} says at least that. */
        RequestTask.Answer done(Whose whose, EventData reply, RequestEvent told) {
            String subject = whose.subject();
            RequestFailed failed = new RequestFailed(
                    whose.uid(),
                    whose.runId(),
                    RequestReason.REPLY_NOT_WRITTEN,
                    "it was done, and the brokers do not take the reply: its topic is not there or may not be written,"
                            + " or it is too large",
                    event.id());
            List<RequestTask.Reply> those = new ArrayList<>();
            those.add(new RequestTask.Reply(
                    replies.reply(record, event, reply, subject, defaultTopic), Optional.empty()));
            Optional<RequestReason> instead = Optional.of(failed.reason());
            failures(record, event, failed, subject).forEach(one -> those.add(new RequestTask.Reply(one, instead)));
            return new RequestTask.Answer(those, List.of(), told);
        }

        RequestTask.Answer failed(Whose whose, StoreWork.GivenUp why) {
            RequestFailed failed = new RequestFailed(
                    whose.uid(), whose.runId(), why.reason(), String.valueOf(why.getMessage()), event.id());
            return answer(record, event, failed);
        }
    }

    <E extends EventData> Read<E> read(ConsumerRecord<byte[], byte[]> record, Class<E> type) {
        return switch (events.read(record, type)) {
            case Incoming.Broken<E> broken ->
                new Refused<>(answer(
                        record,
                        broken,
                        new RequestFailed(
                                broken.ids().uid(),
                                broken.ids().runId(),
                                RequestReason.of(broken.reason()),
                                broken.detail(),
                                broken.id())));
            case Incoming.Valid<E> valid ->
                unanswerable(record, valid.id())
                        .<Read<E>>map(why -> new Refused<>(answer(record, valid, why)))
                        .orElseGet(() -> new Asked<>(record, valid));
        };
    }

    private Optional<RequestFailed> unanswerable(ConsumerRecord<byte[], byte[]> record, String id) {
        Optional<String> tooLarge = replies.tooLarge(record);
        if (tooLarge.isPresent()) {
            return Optional.of(new RequestFailed(
                    Optional.empty(), Optional.empty(), RequestReason.CONTRACT_BROKEN, tooLarge.get(), id));
        }
        return replies.isAllowed(record)
                ? Optional.empty()
                : Optional.of(new RequestFailed(
                        Optional.empty(),
                        Optional.empty(),
                        RequestReason.REPLY_TOPIC_NOT_ALLOWED,
                        "the reply topic that the request names is not in clip.requests.reply-topics",
                        id));
    }

    private RequestTask.Answer answer(ConsumerRecord<byte[], byte[]> record, Incoming<?> asked, RequestFailed failed) {
        LOG.atWarn()
                .addKeyValue("reason", failed.reason().wireName())
                .addKeyValue("origin", record.topic() + "-" + record.partition() + "@" + record.offset())
                .addKeyValue("detail", failed.detail())
                .log("request failed");
        return new RequestTask.Answer(
                failures(record, asked, failed, record.topic()).stream()
                        .map(one -> new RequestTask.Reply(one, Optional.empty()))
                        .toList(),
                List.of(),
                new RequestEvent.Failed(failed.reason()));
    }

    /** Where the request wants it; and on the default topic, in case that it cannot be written there. */
    private List<ProducerRecord<byte[], byte[]>> failures(
            ConsumerRecord<byte[], byte[]> record, Incoming<?> asked, RequestFailed failed, String subject) {
        ProducerRecord<byte[], byte[]> wanted = replies.reply(record, asked, failed, subject, defaultTopic);
        return wanted.topic().equals(defaultTopic)
                ? List.of(wanted)
                : List.of(wanted, replies.bare(record, asked, failed, subject, defaultTopic));
    }
}
