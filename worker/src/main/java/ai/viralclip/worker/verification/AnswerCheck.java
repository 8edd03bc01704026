package ai.viralclip.worker.verification;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreClock;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.kafka.TopicPages.Found;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import ai.viralclip.worker.purge.PurgeTimes;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds what {@code clip-ready} announced against the bucket. An object that was stored after the announcement by a
 * worker is of a later rendering, which has an answer of its own; what a purge reached is rightly gone.
 */
final class AnswerCheck {

    private final ObjectStore store;
    private final Patience patience;
    private final Settled settled;

    AnswerCheck(ObjectStore store, Patience patience, Settled settled) {
        this.store = store;
        this.patience = patience;
        this.settled = settled;
    }

    /** What is wrong with an announcement; empty where nothing is, or it may not be judged now. */
    Optional<Finding> judge(Found<ClipReady> announced) throws StoreException, InterruptedException {
        ClipReady ready = announced.data();
        Run run = new Run(ready.uid(), ready.runId());
        Optional<Standing> before = settled.standing(run);
        if (before.isEmpty() || isPurged(announced.time(), before.get())) {
            return Optional.empty();
        }
        Optional<Finding> finding = ofVideo(announced, run);
        return settled.standing(run).equals(before) ? finding : Optional.empty();
    }

    /** Workers that had not heard of the purge yet may have announced a little longer. */
    private static boolean isPurged(Instant announced, Standing purges) {
        return purges.purgedUntil()
                .filter(until -> !announced.isAfter(until.plus(PurgeTimes.UNTIL_ALL_KNOW)))
                .isPresent();
    }

    private Optional<Finding> ofVideo(Found<ClipReady> announced, Run run) throws StoreException, InterruptedException {
        ClipReady ready = announced.data();
        String key = ObjectKeys.video(run.uid(), run.runId(), ready.style(), ready.n());
        Optional<StoredObject> there = patience.with(() -> store.head(key));
        if (there.isEmpty()) {
            return Optional.of(Remedies.of(
                    FindingKind.ANNOUNCED_MISSING, run, key, announced.where() + " announced it, and it is not there"));
        }
        if (isOther(ready.video(), there.get())) {
            return other(announced, run, key, ready.video(), there.get());
        }
        if (ready.thumbnail().isEmpty()) {
            return Optional.empty();
        }
        return ofThumbnail(announced, run, ready.thumbnail().get(), there.get());
    }

    private Optional<Finding> ofThumbnail(Found<ClipReady> announced, Run run, StoredMedia media, StoredObject video)
            throws StoreException, InterruptedException {
        ClipReady ready = announced.data();
        String key = ObjectKeys.thumbnail(run.uid(), run.runId(), ready.style(), ready.n());
        Optional<StoredObject> there = patience.with(() -> store.head(key));
        if (there.isPresent()) {
            return isOther(media, there.get()) ? other(announced, run, key, media, there.get()) : Optional.empty();
        }
        // One that says so itself was found among the objects.
        return ClipMetadata.announcesThumbnail(video)
                ? Optional.empty()
                : Optional.of(Remedies.of(
                        FindingKind.THUMBNAIL_MISSING,
                        run,
                        ObjectKeys.video(run.uid(), run.runId(), ready.style(), ready.n()),
                        announced.where() + " announced a thumbnail with it, and its .jpg is not there"));
    }

    private static boolean isOther(StoredMedia media, StoredObject there) {
        return !there.etag().equals(media.etag()) || !ClipMetadata.isOf(there, media.sizeBytes(), media.sha256());
    }

    private static Optional<Finding> other(
            Found<ClipReady> announced, Run run, String key, StoredMedia media, StoredObject there) {
        boolean isOfAWorker = ClipMetadata.sha256(there).isPresent()
                && ClipMetadata.renderedAt(there).isPresent();
        if (isOfAWorker && there.storedAt().isAfter(announced.time().minus(StoreClock.BOUND))) {
            return Optional.empty();
        }
        return Optional.of(Remedies.of(
                FindingKind.ANNOUNCED_DIFFERS,
                run,
                key,
                "%s announced %d bytes with sha256 %s; there are %d bytes, stored at %s, that say %s"
                        .formatted(
                                announced.where(),
                                media.sizeBytes(),
                                media.sha256().hex(),
                                there.sizeBytes(),
                                there.storedAt(),
                                ClipMetadata.sha256(there)
                                        .map(hash -> hash.hex())
                                        .orElse("no hash"))));
    }
}
