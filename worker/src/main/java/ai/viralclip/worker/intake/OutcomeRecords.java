package ai.viralclip.worker.intake;

import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.kafka.TraceHeaders;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipEvent;
import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.DeadLetter;
import ai.viralclip.contracts.EventIds;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.delivery.Outcome;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records that a finished clip is published as. They carry their time themselves: what a producer would take is
 * this machine's, and brokers refuse what is an hour ahead ({@code message.timestamp.after.max.ms}).
 */
final class OutcomeRecords {

    private final TopicsProperties topics;
    private final URI source;
    private final InstantSource clock;

    /** @param clock the store's time */
    OutcomeRecords(TopicsProperties topics, URI source, InstantSource clock) {
        this.topics = topics;
        this.source = source;
        this.clock = clock;
    }

    ProducerRecord<byte[], byte[]> ready(IncomingClip clip, Outcome.Ready outcome) {
        ClipReady event = outcome.event();
        return event(
                topics.clipReady(),
                clip,
                event,
                key(event.uid(), event.runId()),
                event.video().key());
    }

    /**
     * Empty where the record does not say whose clip it was: then nobody could be told, and the dead letter stands
     * alone.
     */
    Optional<ProducerRecord<byte[], byte[]>> failed(
            IncomingClip clip, Outcome.Rejected outcome, Optional<DeadLetter> deadLetter) {
        KnownIds ids = clip.ids();
        return ids.uid()
                .flatMap(uid -> ids.runId().map(runId -> {
                    ClipFailed event = new ClipFailed(
                            uid,
                            runId,
                            ids.style(),
                            ids.n(),
                            outcome.reason(),
                            outcome.detail(),
                            clip.id(),
                            deadLetter);
                    String key = key(uid, runId);
                    String subject = ids.style()
                            .flatMap(style -> ids.n().map(n -> ObjectKeys.video(uid, runId, style, n)))
                            .orElse(key);
                    return event(topics.clipFailed(), clip, event, key, subject);
                }));
    }

    /** See {@link DeadLetterRecord}. */
    ProducerRecord<byte[], byte[]> deadLetter(FinishedClip finished, Outcome.Rejected outcome) {
        return new DeadLetterRecord(finished, outcome).to(topics.clipRenderedDlt(), clock.instant());
    }

    private ProducerRecord<byte[], byte[]> event(
            String topic, IncomingClip clip, ClipEvent data, String key, String subject) {
        String id = EventIds.derived(clip.source(), clip.id(), data.type());
        Instant now = clock.instant();
        ProducerRecord<byte[], byte[]> record = KafkaMessageFactory.<byte[]>createWriter(
                        topic, null, now.toEpochMilli(), key.getBytes(UTF_8))
                .writeBinary(CloudEvents.of(data, id, source, now.atOffset(ZoneOffset.UTC), subject));
        TraceHeaders.write(clip.trace(), record.headers());
        return record;
    }

    private static String key(Uid uid, RunId runId) {
        return uid + "/" + runId;
    }
}
