package ai.viralclip.worker.verification;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.Page;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.highlights.EntryIndex;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Walks the objects in the order of their keys, run by run. Held at one time are a listing of {@value #LISTED} keys and
 * one run's document: memory does not grow with the bucket, nor with a run.
 */
final class BucketWalk {

    private static final int LISTED = 500;

    /** So many are judged before it is looked whether the page is full. */
    private static final int STEP = 50;

    private final ObjectStore store;
    private final Patience patience;
    private final RunEntries entries;
    private final FileCheck files;
    private final Settled settled;

    BucketWalk(ObjectStore store, Patience patience, RunEntries entries, FileCheck files, Settled settled) {
        this.store = store;
        this.patience = patience;
        this.entries = entries;
        this.files = files;
        this.settled = settled;
    }

    /** Keys one after another that lie in one run's folder, or in none. */
    private record Stretch(Optional<Run> run, List<ListedObject> objects) {

        boolean includes(String key) {
            return run.isPresent()
                    ? key.startsWith(
                            ObjectKeys.runPrefix(run.get().uid(), run.get().runId()))
                    : ObjectKeys.runAround(key).isEmpty();
        }
    }

    /** Where it goes on; empty where there is no more. */
    Optional<Checkpoint.Objects> walk(VerificationScope scope, Checkpoint.Objects from, boolean deep, PageReport report)
            throws StoreException, InterruptedException {
        Checkpoint.Objects at = from;
        while (!report.isFull()) {
            Page<ListedObject> listed = listed(scope.prefix(), at.after());
            if (listed.items().isEmpty()) {
                return Optional.empty();
            }
            Set<String> keys = listed.items().stream().map(ListedObject::key).collect(Collectors.toSet());
            for (Stretch stretch : stretches(listed)) {
                at = stretch.run().isPresent()
                        ? ofRun(stretch.run().get(), stretch.objects(), at, new FileCheck.Look(keys, deep, report))
                        : foreign(stretch.objects(), at, report);
                report.reached(at.after());
                if (report.isFull()) {
                    return Optional.of(at);
                }
            }
        }
        return Optional.of(at);
    }

    /** A page may be empty, and still not be the last. */
    private Page<ListedObject> listed(String prefix, String after) throws StoreException, InterruptedException {
        Optional<String> from = after.isEmpty() ? Optional.empty() : Optional.of(store.after(after));
        while (true) {
            Optional<String> begin = from;
            Page<ListedObject> page = patience.with(() -> store.list(prefix, begin, LISTED));
            if (!page.items().isEmpty() && page.items().getLast().key().equals(after)) {
                throw new StoreException(new StoreFailure.Unavailable(
                        "the store's listing of " + prefix + " after " + after + " does not go on", false));
            }
            if (!page.items().isEmpty() || page.next().isEmpty()) {
                return page;
            }
            from = page.next();
        }
    }

    /** Without the last, where it may not be whole and others come before it: it is the first of the next listing. */
    private static List<Stretch> stretches(Page<ListedObject> listed) {
        List<Stretch> stretches = new ArrayList<>();
        for (ListedObject object : listed.items()) {
            if (stretches.isEmpty() || !stretches.getLast().includes(object.key())) {
                stretches.add(new Stretch(ObjectKeys.runAround(object.key()), new ArrayList<>()));
            }
            stretches.getLast().objects().add(object);
        }
        if (listed.next().isPresent() && stretches.size() > 1) {
            stretches.removeLast();
        }
        return stretches;
    }

    private Checkpoint.Objects foreign(List<ListedObject> objects, Checkpoint.Objects from, PageReport report) {
        Checkpoint.Objects at = from;
        for (ListedObject object : objects) {
            if (report.isFull()) {
                return at;
            }
            report.object(object.sizeBytes());
            if (settled.isWrittenLongAgo(object.storedAt())) {
                report.found(List.of(Remedies.of(
                        FindingKind.FOREIGN_OBJECT, object.key(), "lies in no run's folder: no worker writes it")));
            } else {
                report.unsettled(1);
            }
            at = new Checkpoint.Objects(object.key(), 0);
        }
        return at;
    }

    private Checkpoint.Objects ofRun(Run run, List<ListedObject> objects, Checkpoint.Objects from, FileCheck.Look look)
            throws StoreException, InterruptedException {
        EntryIndex document = entries.document(run);
        if (!from.after().startsWith(ObjectKeys.runPrefix(run.uid(), run.runId()))) {
            OptionalInt next = begin(new RunEntries.View(run, objects), document, from.entry(), look.report());
            if (next.isPresent()) {
                return new Checkpoint.Objects(from.after(), next.getAsInt());
            }
        }
        Checkpoint.Objects at = from;
        for (int begin = 0; begin < objects.size(); begin += STEP) {
            List<ListedObject> step = objects.subList(begin, Math.min(begin + STEP, objects.size()));
            at = new Checkpoint.Objects(step(run, document, step, look), 0);
            if (look.report().isFull()) {
                return at;
            }
        }
        return at;
    }

    /** Returns from which highlight on the comparison goes on, where the page is full. */
    private OptionalInt begin(RunEntries.View view, EntryIndex document, int from, PageReport report)
            throws StoreException, InterruptedException {
        if (from == 0) {
            report.run();
        }
        Optional<Standing> before = settled.standing(view.run());
        if (before.isEmpty()) {
            return OptionalInt.empty();
        }
        RunEntries.Compared compared = entries.compare(view, document, from, report.room());
        if (!settled.standing(view.run()).equals(before)) {
            return OptionalInt.empty();
        }
        report.found(compared.findings());
        return compared.next();
    }

    /** Returns the last key that was judged. */
    private String step(Run run, EntryIndex document, List<ListedObject> objects, FileCheck.Look look)
            throws StoreException, InterruptedException {
        Optional<Standing> before = settled.standing(run);
        if (before.isEmpty()) {
            return left(objects, look);
        }
        List<Finding> found = new ArrayList<>();
        String last = files.check(new FileCheck.Files(run, objects, document, before.get()), look, found);
        if (settled.standing(run).equals(before)) {
            look.report().found(found);
        } else {
            look.report().unsettled(found.size());
        }
        return last;
    }

    private static String left(List<ListedObject> objects, FileCheck.Look look) {
        objects.forEach(object -> look.report().object(object.sizeBytes()));
        look.report().unsettled(objects.size());
        return objects.getLast().key();
    }
}
