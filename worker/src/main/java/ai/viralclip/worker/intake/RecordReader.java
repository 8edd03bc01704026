package ai.viralclip.worker.intake;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.worker.delivery.RenderedClip;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record of {@code clip-rendered}. Never throws: a record that cannot be read says so. */
final class RecordReader {

    private final EventReader events;

    RecordReader(EventCodec codec) {
        this.events = new EventReader(codec);
    }

    IncomingClip read(ConsumerRecord<byte[], byte[]> record) {
        return switch (events.read(record, ClipRendered.class)) {
            case Incoming.Valid<ClipRendered>(var data, var source, var id, var time) ->
                new IncomingClip.Valid(new RenderedClip(data, source, id, time), ids(data));
            case Incoming.Broken<ClipRendered>(var reason, var detail, var source, var id, var ids) ->
                new IncomingClip.Broken(reason, detail, source, id, ids);
        };
    }

    private static KnownIds ids(ClipRendered data) {
        return new KnownIds(
                Optional.of(data.uid()), Optional.of(data.runId()), Optional.of(data.style()), Optional.of(data.n()));
    }
}
