package ai.viralclip.worker.verification;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.highlights.EntryIndex;
import ai.viralclip.worker.highlights.HighlightsReader;
import ai.viralclip.worker.kafka.TopicPages.Found;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells of dead letters whose clip is there by now, of that rendering or of a later one. By the bucket, which remembers
 * for longer than {@code clip-ready}: the video and its entry are both no older than what the letter's event rendered.
 */
final class LetterCheck {

    private final ObjectStore store;
    private final HighlightsReader highlights;
    private final Patience patience;

    LetterCheck(ObjectStore store, HighlightsReader highlights, Patience patience) {
        this.store = store;
        this.highlights = highlights;
        this.patience = patience;
    }

    Optional<Finding> judge(Found<ClipRendered> letter) throws StoreException, InterruptedException {
        ClipRendered clip = letter.data();
        String key = ObjectKeys.video(clip.uid(), clip.runId(), clip.style(), clip.n());
        Optional<Instant> stored = patience.with(() -> store.head(key))
                .flatMap(ClipMetadata::renderedAt)
                .filter(then -> !then.isBefore(letter.time()));
        if (stored.isEmpty() || !isListed(letter)) {
            return Optional.empty();
        }
        return Optional.of(Remedies.of(
                FindingKind.DEAD_LETTER_ANSWERED,
                new Run(clip.uid(), clip.runId()),
                letter.where(),
                "of a clip rendered at " + letter.time() + "; " + key + " is of " + stored.get()));
    }

    /** Else it may be just that which the letter lacks. */
    private boolean isListed(Found<ClipRendered> letter) throws StoreException, InterruptedException {
        ClipRendered clip = letter.data();
        EntryIndex document = patience.with(() -> highlights.index(clip.uid(), clip.runId()));
        return document instanceof EntryIndex.Present(var times)
                && !times.getOrDefault(clip.n(), Instant.MIN).isBefore(letter.time());
    }
}
