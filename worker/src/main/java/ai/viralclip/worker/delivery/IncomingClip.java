package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.tracing.ClipTrace;
import java.net.URI;

/** What a record of {@code clip-rendered} turned out to be: a clip, or broken. */
public sealed interface IncomingClip permits RenderedClip, IncomingClip.Broken {

    /** {@code ce_source}. */
    URI source();

    /** {@code ce_id}. */
    String id();

    /** Whose clip it is, as far as the record says. */
    KnownIds ids();

    /** The record's, from its admission on. */
    ClipTrace trace();

    /**
     * Anything else. Where the record carries no event id of its own, its coordinates stand in for one: they too are
     * the same on every redelivery.
     */
    record Broken(Reason reason, String detail, URI source, String id, KnownIds ids, ClipTrace trace)
            implements IncomingClip {}
}
