package ai.viralclip.worker.intake;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Envelope;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.delivery.IncomingClip;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.kafka.EventReader;
import ai.viralclip.worker.kafka.Incoming;
import ai.viralclip.worker.kafka.TraceHeaders;
import ai.viralclip.worker.tracing.ClipTrace;
import ai.viralclip.worker.tracing.Spans;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a record of {@code clip-rendered}, and begins its trace. Never throws: a record that cannot be read says so.
 */
final class ClipReader {

    private final EventReader events;
    private final Spans spans;

    ClipReader(EventCodec codec, InstantSource clock, Spans spans) {
        this.events = new EventReader(codec, clock);
        this.spans = spans;
    }

    IncomingClip read(ConsumerRecord<byte[], byte[]> record) {
        Envelope envelope = events.envelope(record);
        ClipTrace trace = spans.process(
                record.topic(), record.partition(), record.offset(), TraceHeaders.read(record.headers(), envelope));
        TraceHeaders.replayed(record.headers()).ifPresent(trace::replayOf);
        return switch (events.read(record, envelope, ClipRendered.class)) {
            case Incoming.Valid<ClipRendered>(var data, var source, var id, var time) ->
                new RenderedClip(data, source, id, time, trace.of(id));
            case Incoming.Broken<ClipRendered>(var reason, var detail, var source, var id, var ids) ->
                new IncomingClip.Broken(reason, detail, source, id, ids, trace.of(id));
        };
    }
}
