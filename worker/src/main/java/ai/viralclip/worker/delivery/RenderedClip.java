package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.worker.tracing.ClipTrace;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A {@code clip-rendered} event that keeps its contract.
 *
 * @param source {@code ce_source}; with the id it names the event, everywhere and for ever
 * @param id {@code ce_id}
 * @param renderedAt {@code ce_time}, or the record's timestamp where the producer left it out; orders renderings of one
 *     clip
 * @param trace the record's, from its admission on
 */
public record RenderedClip(ClipRendered data, URI source, String id, Instant renderedAt, ClipTrace trace)
        implements IncomingClip {

    @Override
    public KnownIds ids() {
        return new KnownIds(
                Optional.of(data.uid()), Optional.of(data.runId()), Optional.of(data.style()), Optional.of(data.n()));
    }
}
