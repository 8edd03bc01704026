package ai.viralclip.worker.verification;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.worker.bucket.Listing;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.ClipFile;
import ai.viralclip.worker.bucket.ObjectKeys.Kind;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.highlights.EntryIndex;
import ai.viralclip.worker.highlights.HighlightsReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares a run's document with the run's videos: which highlights have none. An object is listed before its document
 * is read, so what is missing then is looked for once more, in a listing that begins after that, and in a document that
 * is read after the listing: an entry that came or went meanwhile is no finding.
 */
final class RunEntries {

    private final ObjectStore store;
    private final HighlightsReader highlights;
    private final Patience patience;
    private final Settled settled;

    RunEntries(ObjectStore store, HighlightsReader highlights, Patience patience, Settled settled) {
        this.store = store;
        this.highlights = highlights;
        this.patience = patience;
        this.settled = settled;
    }

    /** What of a run was listed: its beginning, at least. */
    record View(Run run, List<ListedObject> objects) {}

    /** What the run's document has. */
    EntryIndex document(Run run) throws StoreException, InterruptedException {
        return patience.with(() -> highlights.index(run.uid(), run.runId()));
    }

    /**
     * What was found, and where it goes on.
     *
     * @param next the id to go on from, where there is more than was wanted
     */
    record Compared(List<Finding> findings, OptionalInt next) {

        static final Compared AGREED = new Compared(List.of(), OptionalInt.empty());
    }

    /**
     * @param from highlights below this id were compared before
     * @param most findings that are wanted
     */
    Compared compare(View view, EntryIndex document, int from, int most) throws StoreException, InterruptedException {
        return switch (document) {
            case EntryIndex.Missing() -> missing(view);
            case EntryIndex.Broken(var problem) ->
                one(view, FindingKind.HIGHLIGHTS_UNREADABLE, "clips of the run cannot be compared: " + problem);
            case EntryIndex.Present present -> entries(view, present, from, most);
        };
    }

    private Compared missing(View view) {
        boolean hasVideo = view.objects().stream()
                .anyMatch(object -> video(object).isPresent() && settled.isWrittenLongAgo(object.storedAt()));
        return hasVideo
                ? one(view, FindingKind.HIGHLIGHTS_MISSING, "the run has videos, and no document")
                : Compared.AGREED;
    }

    private static Compared one(View view, FindingKind kind, String detail) {
        Finding finding = Remedies.of(kind, view.run(), document(view), detail);
        return new Compared(List.of(finding), OptionalInt.empty());
    }

    private static String document(View view) {
        return ObjectKeys.highlights(view.run().uid(), view.run().runId());
    }

    private Compared entries(View view, EntryIndex.Present document, int from, int most)
            throws StoreException, InterruptedException {
        TreeSet<Integer> lacking = new TreeSet<>(document.renderedAt().keySet());
        lacking.headSet(from).clear();
        strike(view.objects(), lacking);
        if (lacking.isEmpty()) {
            return Compared.AGREED;
        }
        String folder = ObjectKeys.clipsPrefix(view.run().uid(), view.run().runId());
        Listing.ofObjects(folder, next -> patience.with(() -> store.list(folder, next, ObjectStore.MOST_KEYS)))
                .each(page -> strike(page, lacking));
        if (!lacking.isEmpty()) {
            EntryIndex again = document(view.run());
            lacking.removeIf(id -> !isStill(id, document, again));
        }
        return told(view, lacking, most);
    }

    private static boolean isStill(Integer id, EntryIndex.Present before, EntryIndex now) {
        return now instanceof EntryIndex.Present(var times)
                && before.renderedAt().getOrDefault(id, Instant.MAX).equals(times.get(id));
    }

    private static Compared told(View view, SortedSet<Integer> lacking, int most) {
        List<Finding> findings = new ArrayList<>();
        for (int id : lacking) {
            if (findings.size() >= most) {
                return new Compared(findings, OptionalInt.of(id));
            }
            findings.add(Remedies.of(
                    FindingKind.ENTRY_WITHOUT_OBJECT,
                    view.run(),
                    document(view),
                    "highlight " + id + " has no video, in no style"));
        }
        return new Compared(findings, OptionalInt.empty());
    }

    private static void strike(Collection<ListedObject> objects, Set<Integer> lacking) {
        objects.stream().flatMap(object -> video(object).stream()).forEach(file -> lacking.remove(file.n()));
    }

    private static Optional<ClipFile> video(ListedObject object) {
        return ObjectKeys.clipAt(object.key()).filter(file -> file.kind() == Kind.VIDEO);
    }
}
