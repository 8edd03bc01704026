package ai.viralclip.worker.highlights;

import ai.viralclip.worker.bucket.ObjectStore.Content;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The compare-and-swap of one run's document: read (or remembered from the last write), merged, written under the
 * condition that nobody wrote in between. Used by one thread at a time.
 *
 * <p>What is remembered is only ever the base of a swap, which fails where it is no longer true. That a document needs
 * no change is said of what was just read: another worker's purge may have deleted it.
 *
 * <p>A lost or ambiguous reply needs no case of its own: what was remembered is forgotten, and the next round reads
 * what is there and finds either its own updates in it, or none of them.
 */
final class RunWriter {

    /**
     * Other writers of the same document can win a few times in a row; more than that, and the store is not making
     * progress.
     */
    private static final int MAX_ROUNDS = 10;

    /**
     * Of this worker's clock. A document does not say when each entry was stored, so it is more than a clock is wrong,
     * and more than local times are ahead that are labelled as UTC: those are past soon.
     */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private final RunStore store;
    private final Predicate<Instant> purged;
    private final InstantSource clock;
    private volatile Optional<Content> remembered = Optional.empty();
    private Optional<HighlightsDocument> parsed = Optional.empty();

    /** @param purged whether a purge of the run or its user reaches what was rendered then; asked before each round */
    RunWriter(RunStore store, Predicate<Instant> purged, InstantSource clock) {
        this.store = store;
        this.purged = purged;
        this.clock = clock;
    }

    /**
     * What became of changes.
     *
     * @param entries of the stored document; 0 where there is none
     * @param purged those that were not written, because a purge reaches them
     * @param full those that were not written, because the document would be too large to be read
     */
    record Written(int entries, List<HighlightUpdate> purged, List<HighlightUpdate> full) {

        Written {
            purged = List.copyOf(purged);
            full = List.copyOf(full);
        }
    }

    /** A document after its updates, but for those that do not fit. */
    private record Merged(HighlightsDocument document, List<HighlightUpdate> full) {}

    /**
     * On return, the stored document is as the changes want it; one that a forgetting leaves without entries is gone.
     */
    Written write(List<HighlightChange> changes) throws StoreException, BrokenHighlights {
        List<HighlightUpdate> updates = only(HighlightUpdate.class, changes);
        List<HighlightChange.Forget> forgets = only(HighlightChange.Forget.class, changes);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<HighlightUpdate> late = updates.stream()
                    .filter(update -> purged.test(update.renderedAt()))
                    .toList();
            List<HighlightUpdate> wanted =
                    updates.stream().filter(update -> !late.contains(update)).toList();
            if (wanted.isEmpty() && forgets.isEmpty()) {
                return new Written(0, late, List.of());
            }
            Optional<Merged> after = round(wanted, forgets);
            if (after.isPresent()) {
                return new Written(
                        after.get().document().size(), late, after.get().full());
            }
        }
        throw new StoreException(new StoreFailure.Unavailable(
                store.key() + " was changed by others " + MAX_ROUNDS + " times in a row", true));
    }

    /** Nothing is to be written for now: of what is remembered, keeps the bytes, which take the least. */
    void rest() {
        parsed = Optional.empty();
    }

    /** Bytes of the heap that remembering this document takes. */
    int rememberedBytes() {
        return remembered.map(content -> content.bytes().remaining()).orElse(0);
    }

    /** The document as it is stored now; empty where another round is needed. */
    private Optional<Merged> round(List<HighlightUpdate> updates, List<HighlightChange.Forget> forgets)
            throws StoreException, BrokenHighlights {
        boolean fromMemory = forgets.isEmpty() && remembered.isPresent();
        Optional<Content> current = fromMemory ? remembered : store.read();
        HighlightsDocument before = current.isPresent() ? document(current.get()) : HighlightsDocument.empty();
        Merged merged = merged(before, updates);
        HighlightsDocument after = merged.document();
        for (HighlightChange.Forget forget : forgets) {
            after = after.forget(forget.until());
        }
        boolean done;
        if (after.size() == 0 && !forgets.isEmpty()) {
            done = gone(current);
        } else if (after.equals(before)) {
            done = !fromMemory;
            remember(done ? current : Optional.empty(), after);
        } else {
            done = swapped(current, after);
        }
        return done ? Optional.of(new Merged(after, merged.full())) : Optional.empty();
    }

    /** One after the other where they do not fit together: a large one keeps no other out. */
    private static Merged merged(HighlightsDocument before, List<HighlightUpdate> updates) {
        HighlightsDocument together = before.merge(updates);
        if (together.fits()) {
            return new Merged(together, List.of());
        }
        HighlightsDocument after = before;
        List<HighlightUpdate> full = new ArrayList<>();
        for (HighlightUpdate update : updates) {
            HighlightsDocument with = after.merge(List.of(update));
            if (with.fits()) {
                after = with;
            } else {
                full.add(update);
            }
        }
        return new Merged(after, full);
    }

    private boolean gone(Optional<Content> current) throws StoreException, BrokenHighlights {
        forget();
        return current.isEmpty() || store.delete(current.get());
    }

    private static <T extends HighlightChange> List<T> only(Class<T> type, List<HighlightChange> changes) {
        return changes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Written again and again, a document is parsed once. */
    private HighlightsDocument document(Content current) throws BrokenHighlights {
        if (Emptied.is(current)) {
            return HighlightsDocument.empty();
        }
        boolean isOwn =
                remembered.map(Content::etag).filter(current.etag()::equals).isPresent();
        return isOwn && parsed.isPresent()
                ? parsed.get()
                : HighlightsDocument.parse(current.bytes())
                        .believedUntil(clock.instant().plus(MOST_AHEAD));
    }

    private boolean swapped(Optional<Content> current, HighlightsDocument after) throws StoreException {
        forget();
        remember(store.swap(current, ByteBuffer.wrap(after.toBytes())), after);
        return remembered.isPresent();
    }

    /** Both or neither: another writer's content with what this one parsed before would drop its entries. */
    private void remember(Optional<Content> stored, HighlightsDocument document) {
        remembered = stored;
        parsed = stored.map(content -> document);
    }

    private void forget() {
        remember(Optional.empty(), HighlightsDocument.empty());
    }
}
