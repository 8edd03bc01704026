package ai.viralclip.worker.verification;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.ClipFile;
import ai.viralclip.worker.bucket.ObjectKeys.Kind;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Digest;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Parallel;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.highlights.EntryIndex;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the store about files of a run, some at a time, and has them judged; reads them one after the other. */
final class FileCheck {

    private final ObjectStore store;
    private final Patience patience;
    private final Parallel parallel;
    private final Settled settled;

    FileCheck(ObjectStore store, Patience patience, Parallel parallel, Settled settled) {
        this.store = store;
        this.patience = patience;
        this.parallel = parallel;
        this.settled = settled;
    }

    /** Some files of one run, its document, and how things stand with purges of it. */
    record Files(Run run, List<ListedObject> objects, EntryIndex document, Standing purges) {}

    /**
     * How it is looked.
     *
     * @param keys that were listed along with the files: those are there
     * @param deep whether bytes are read
     */
    record Look(Set<String> keys, boolean deep, PageReport report) {}

    /** Returns the key of the last one that was judged: with bytes read, the page may be full before the others. */
    String check(Files files, Look look, List<Finding> found) throws StoreException, InterruptedException {
        List<Optional<StoredObject>> heads = parallel.each(files.objects(), this::head);
        String last = "";
        for (int i = 0; i < heads.size(); i++) {
            ListedObject listed = files.objects().get(i);
            look.report().object(listed.sizeBytes());
            one(files, listed, heads.get(i), look).ifPresent(found::add);
            last = listed.key();
            if (look.deep() && look.report().isFull()) {
                break;
            }
        }
        return last;
    }

    /** Of a file that may be judged; the others are not asked for. */
    private Optional<StoredObject> head(ListedObject listed) throws StoreException, InterruptedException {
        return settled.isWrittenLongAgo(listed.storedAt()) && ObjectKeys.isClip(listed.key())
                ? patience.with(() -> store.head(listed.key()))
                : Optional.empty();
    }

    private Optional<Finding> one(Files files, ListedObject listed, Optional<StoredObject> head, Look look)
            throws StoreException, InterruptedException {
        if (!settled.isWrittenLongAgo(listed.storedAt())) {
            look.report().unsettled(1);
            return Optional.empty();
        }
        if (!ObjectKeys.isClip(listed.key())) {
            return ObjectKeys.isHighlights(listed.key())
                    ? Optional.empty()
                    : Optional.of(Remedies.of(
                            FindingKind.FOREIGN_OBJECT,
                            files.run(),
                            listed.key(),
                            "is no clip's file, and no document"));
        }
        // One that is gone by now was purged; one that is another was rendered again.
        if (head.filter(there -> there.etag().equals(listed.etag())).isEmpty()) {
            look.report().unsettled(1);
            return Optional.empty();
        }
        ClipFile file = ObjectKeys.parse(listed.key()).orElseThrow();
        ObjectRules.Subject subject = new ObjectRules.Subject(
                files.run(), file, listed.key(), head.get(), partnerIsThere(files.run(), file, head.get(), look));
        Optional<Finding> finding =
                ObjectRules.judge(subject, files.document(), files.purges().purgedUntil());
        return finding.isPresent() || !look.deep() ? finding : read(subject, look);
    }

    /** Asked where it matters alone: of a video that says to have one, and of a thumbnail. */
    private boolean partnerIsThere(Run run, ClipFile file, StoredObject there, Look look)
            throws StoreException, InterruptedException {
        if (file.kind() == Kind.VIDEO && !ClipMetadata.announcesThumbnail(there)) {
            return true;
        }
        String partner = file.kind() == Kind.VIDEO
                ? ObjectKeys.thumbnail(run.uid(), run.runId(), file.style(), file.n())
                : ObjectKeys.video(run.uid(), run.runId(), file.style(), file.n());
        return look.keys().contains(partner)
                || patience.with(() -> store.head(partner)).isPresent();
    }

    private Optional<Finding> read(ObjectRules.Subject subject, Look look) throws StoreException, InterruptedException {
        Optional<Digest> read =
                patience.with(() -> store.digest(subject.key(), subject.there().sizeBytes()));
        read.ifPresent(digest -> look.report().read(digest.sizeBytes()));
        if (read.filter(digest -> digest.etag().equals(subject.there().etag())).isEmpty()) {
            look.report().unsettled(1);
            return Optional.empty();
        }
        return ObjectRules.judge(subject, read.get());
    }
}
