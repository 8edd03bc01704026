package ai.viralclip.contracts;

import java.util.Optional;

/**
 * What could be read from an event that is broken elsewhere; see {@link EventCodec#knownIds}.
 *
 * @param n the highlight's id, from 0
 */
public record KnownIds(Optional<Uid> uid, Optional<RunId> runId, Optional<Style> style, Optional<Integer> n) {}
