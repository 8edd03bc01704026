package ai.viralclip.worker.verification;

import static ai.viralclip.worker.verification.VerifiedBucket.NOON;
import static ai.viralclip.worker.verification.VerifiedBucket.RENDERED;
import static ai.viralclip.worker.verification.VerifiedBucket.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.contracts.VerifyRequested;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is under way while it is verified: clips that are stored and not listed yet, and purges. */
final class YoungObjectsTest {

    private final VerifiedBucket bucket = new VerifiedBucket();

    @Test
    void aClipThatIsStoredAndNotListedYetIsNoFinding() throws Exception {
        bucket.stored = NOON.minus(SETTLED);
        new StoredClips("u1", "r1", "split", 1, RENDERED, true).store(bucket);
        bucket.put("users/u1/r1/clips/notes.txt", "notes", "text/plain", Map.of());
        bucket.put("users/notes.txt", "notes", "text/plain", Map.of());

        assertThat(bucket.findings()).isEmpty();
        assertThat(bucket.all(new VerifyRequested(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                        .getFirst()
                        .unsettled())
                .isEqualTo(4);
    }

    @Test
    void oneThatWasStoredLongerAgoIs() throws Exception {
        bucket.stored = NOON.minus(SETTLED).minusMillis(1);
        new StoredClips("u1", "r1", "split", 1, RENDERED, true).store(bucket);

        assertThat(bucket.findings()).extracting(Finding::kind).containsExactly(FindingKind.HIGHLIGHTS_MISSING);
    }

    @Test
    void aClipThatIsStoredAndListedBetweenTwoLooksIsNoFinding() throws Exception {
        bucket.clip("u1", "r1", "split", 1, true);
        StoredClips other = new StoredClips("u1", "r1", "split", 2, RENDERED, true);
        boolean[] done = {false};
        // Between the listing of the run and the reading of its document.
        bucket.store.onCall((operation, key) -> {
            if (operation == Operation.GET && !done[0]) {
                done[0] = true;
                storeAndList(other);
            }
        });

        assertThat(bucket.findings()).isEmpty();
        assertThat(done[0]).isTrue();
    }

    @Test
    void anEntryThatGoesBetweenTwoLooksIsNoFinding() throws Exception {
        StoredClips clip = bucket.clip("u1", "r1", "split", 1, true);
        bucket.entry(clip.run(), 7, RENDERED);
        AtomicInteger reads = new AtomicInteger();
        // It is looked for again, and then its document is read again.
        bucket.store.onCall((operation, key) -> {
            if (operation == Operation.GET && reads.incrementAndGet() == 2) {
                forget(clip, 7);
            }
        });

        assertThat(bucket.findings()).isEmpty();
        assertThat(reads).hasValue(2);
    }

    private void forget(StoredClips clip, int n) {
        try {
            bucket.removeEntry(clip.run(), n);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    private void storeAndList(StoredClips clip) {
        try {
            clip.store(bucket);
            bucket.entry(clip.run(), clip.n(), clip.renderedAt());
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whileAPurgeOfItIsAtWorkARunIsNotJudged() throws Exception {
        StoredClips clip = bucket.clip("u1", "r1", "split", 1, true);
        bucket.removeEntry(clip.run(), 1);
        Optional<Instant> reach = Optional.of(RENDERED.plusSeconds(60));
        assertThat(bucket.findings()).hasSize(1);

        bucket.purges.put(clip.run(), new Standing(reach, true, 1));
        assertThat(bucket.findings()).isEmpty();
        bucket.purges.put(clip.run(), new Standing(Optional.of(NOON.minus(Duration.ofMinutes(4))), false, 2));
        assertThat(bucket.findings()).isEmpty();
        bucket.purges.put(clip.run(), new Standing(reach, false, 3));
        assertThat(bucket.findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.PURGED_OBJECT_LEFT, FindingKind.PURGED_OBJECT_LEFT);
    }
}
