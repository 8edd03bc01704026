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
        List<Asked> asked = parallel.each(files.objects(), this::ask);
        String last = "";
        for (int i = 0; i < asked.size(); i++) {
            ListedObject listed = files.objects().get(i);
            look.report().object(listed.sizeBytes());
            one(files, listed, asked.get(i), look).ifPresent(found::add);
            last = listed.key();
            if (look.deep() && look.report().isFull()) {
                break;
            }
        }
        return last;
    }

    /**
     * An object as it is named, and what the store says of it.
     *
     * @param there empty where it is gone, and of what may not be judged or is no clip's file: nobody asks for those
     */
    private record Asked(boolean isSettled, Optional<ClipFile> file, Optional<StoredObject> there) {}

    private Asked ask(ListedObject listed) throws StoreException, InterruptedException {
        boolean isSettled = settled.isWrittenLongAgo(listed.storedAt());
        Optional<ClipFile> file = ObjectKeys.clipAt(listed.key());
        Optional<StoredObject> there =
                isSettled && file.isPresent() ? patience.with(() -> store.head(listed.key())) : Optional.empty();
        return new Asked(isSettled, file, there);
    }

    private Optional<Finding> one(Files files, ListedObject listed, Asked asked, Look look)
            throws StoreException, InterruptedException {
        if (asked.isSettled() && asked.file().isEmpty()) {
            return ObjectKeys.isHighlights(listed.key())
                    ? Optional.empty()
                    : Optional.of(Remedies.of(
                            FindingKind.FOREIGN_OBJECT,
                            files.run(),
                            listed.key(),
                            "is no clip's file, and no document"));
        }
        // Too young; or gone by now, and so purged; or another one, and so rendered again.
        if (asked.there().filter(there -> there.etag().equals(listed.etag())).isEmpty()) {
            look.report().unsettled(1);
            return Optional.empty();
        }
        return judge(files, listed, asked.file().orElseThrow(), asked.there().get(), look);
    }

    private Optional<Finding> judge(Files files, ListedObject listed, ClipFile file, StoredObject there, Look look)
            throws StoreException, InterruptedException {
        ObjectRules.Subject subject = new ObjectRules.Subject(
                files.run(), file, listed.key(), there, partnerIsThere(files.run(), file, there, look));
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
