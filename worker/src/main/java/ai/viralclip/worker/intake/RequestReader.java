package ai.viralclip.worker.intake;

import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.RequestFailed;
import ai.viralclip.contracts.RequestReason;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.time.Instant;
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
            Instant written = Instant.ofEpochMilli(record.timestamp());
            return record.timestamp() >= 0 && written.isBefore(event.time()) ? written : event.time();
        }

        ProducerRecord<byte[], byte[]> reply(EventData data, String subject) {
            return replies.reply(record, event, data, subject, defaultTopic);
        }

        RequestTask.Answer failed(Optional<Uid> uid, Optional<RunId> runId, StoreWork.GivenUp why) {
            RequestFailed failed =
                    new RequestFailed(uid, runId, why.reason(), String.valueOf(why.getMessage()), event.id());
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
            case Incoming.Valid<E> valid
            when !replies.isAllowed(record) ->
                new Refused<>(answer(
                        record,
                        valid,
                        new RequestFailed(
                                Optional.empty(),
                                Optional.empty(),
                                RequestReason.REPLY_TOPIC_NOT_ALLOWED,
                                "the reply topic that the request names is not in clip.requests.reply-topics",
                                valid.id())));
            case Incoming.Valid<E> valid -> new Asked<>(record, valid);
        };
    }

    private RequestTask.Answer answer(ConsumerRecord<byte[], byte[]> record, Incoming<?> asked, RequestFailed failed) {
        LOG.atWarn()
                .addKeyValue("reason", failed.reason().wireName())
                .addKeyValue("origin", record.topic() + "-" + record.partition() + "@" + record.offset())
                .addKeyValue("detail", failed.detail())
                .log("request failed");
        return new RequestTask.Answer(
                List.of(replies.reply(record, asked, failed, record.topic(), defaultTopic)),
                new RequestEvent.Failed(failed.reason()));
    }
}
