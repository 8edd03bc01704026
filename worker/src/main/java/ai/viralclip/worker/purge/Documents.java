package ai.viralclip.worker.purge;

import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.Parallel;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.highlights.BrokenHighlights;
import ai.viralclip.worker.highlights.Highlights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The {@code highlights.json} of runs, of which a purge takes what was rendered until its time. */
final class Documents {

    private static final int UNREADABLE = -1;

    private final Highlights highlights;
    private final Patience patience;
    private final Parallel parallel;

    Documents(Highlights highlights, Patience patience, Parallel parallel) {
        this.highlights = highlights;
        this.patience = patience;
        this.parallel = parallel;
    }

    /**
     * What became of them.
     *
     * @param deleted nothing was left in them
     * @param unreadable no such documents, or too large to be read; untouched
     * @param kept how many have later entries
     */
    record Edited(List<ListedObject> deleted, List<ListedObject> unreadable, long kept) {}

    static boolean isDocument(ListedObject object) {
        return ObjectKeys.runOfHighlights(object.key()).isPresent();
    }

    Edited forget(Instant until, List<ListedObject> documents) throws StoreException, InterruptedException {
        List<Integer> entries = parallel.each(documents, document -> entriesLeft(until, document));
        List<ListedObject> deleted = new ArrayList<>();
        List<ListedObject> unreadable = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            if (entries.get(i) <= 0) {
                (entries.get(i) == UNREADABLE ? unreadable : deleted).add(documents.get(i));
            }
        }
        return new Edited(deleted, unreadable, (long) documents.size() - deleted.size() - unreadable.size());
    }

    private int entriesLeft(Instant until, ListedObject document) throws StoreException, InterruptedException {
        Run run = ObjectKeys.runOfHighlights(document.key()).orElseThrow();
        return patience.with(() -> {
            try {
                return highlights.forget(run.uid(), run.runId(), until);
            } catch (BrokenHighlights e) {
                return UNREADABLE;
            } catch (StoreException e) {
                // Too large to be read, for one.
                if (e.failure() instanceof StoreFailure.Refused) {
                    return UNREADABLE;
                }
                throw e;
            }
        });
    }
}
