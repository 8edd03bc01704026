package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.Reason;
import java.net.URI;
import java.time.Instant;

/** What a record that should be an event turned out to be. */
public sealed interface Incoming<E extends EventData> {

    /** {@code ce_source}. */
    URI source();

    /** {@code ce_id}. */
    String id();

    /**
     * An event that keeps its contract.
     *
     * @param time {@code ce_time}; the record's timestamp where the producer left it out
     */
    record Valid<E extends EventData>(E data, URI source, String id, Instant time) implements Incoming<E> {}

    /**
     * Anything else. Where the record carries no event id of its own, its coordinates stand in for one: they too are
     * the same on every redelivery.
     *
     * @param ids whose it is, as far as the record says
     */
    record Broken<E extends EventData>(Reason reason, String detail, URI source, String id, KnownIds ids)
            implements Incoming<E> {}
}
