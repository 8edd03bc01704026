package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.cli.Listing;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.cli.RequestRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked of the worker once all clips are answered: the listing of one run, and the purge of one user. */
final class Afterwards {

    private final String bootstrapServers;
    private final StoreView store;
    private final Progress progress;
    private final InstantSource clock;

    Afterwards(String bootstrapServers, StoreView store, Progress progress, InstantSource clock) {
        this.bootstrapServers = bootstrapServers;
        this.store = store;
        this.progress = progress;
        this.clock = clock;
    }

    /** The ledger with the replies and what was checked about them. */
    Ledger added(Ledger ledger, Duration limit) throws IOException {
        List<ClipReady> ready = ledger.clips().stream()
                .flatMap(result -> result instanceof ClipResult.Ready one ? Stream.of(one.answer()) : Stream.empty())
                .toList();
        if (ready.isEmpty()) {
            return ledger;
        }
        try (RequestClient worker = RequestClient.connect(Map.of("bootstrap.servers", bootstrapServers), clock)) {
            Listing listing = listing(worker, ready.getFirst(), limit);
            Ledger listed = ledger.with(listing, isWhatIsReady(listing, ready));
            return purged(worker, listed, ready, limit);
        } catch (RequestRefused e) {
            return ledger.with(new Check("worker", "requests", false, String.valueOf(e.getMessage())));
        }
    }

    private Listing listing(RequestClient worker, ClipReady of, Duration limit) throws RequestRefused {
        return progress.step(
                "asking for the clips of " + of.uid() + "/" + of.runId(),
                () -> Listing.of(worker, of.uid(), of.runId(), limit),
                listing -> progress.line("listed    " + listing.summary()));
    }

    private static Check isWhatIsReady(Listing listing, List<ClipReady> ready) {
        Set<String> wanted = ready.stream()
                .filter(clip -> clip.uid().equals(listing.first().uid())
                        && clip.runId().equals(listing.first().runId()))
                .map(clip -> clip.video().key() + " " + clip.video().etag() + " " + clip.title())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = listing.clips().stream()
                .map(clip -> clip.video().key() + " " + clip.video().etag() + " " + clip.title())
                .collect(Collectors.toCollection(TreeSet::new));
        return new Check(
                listing.first().uid() + "/" + listing.first().runId(),
                "listing",
                wanted.equals(found),
                listing.clips().size() + " clips, " + (wanted.equals(found) ? "those that are ready" : "not those"));
    }

    /** Where there is one user alone it is only counted: something is to be left to look at. */
    private Ledger purged(RequestClient worker, Ledger ledger, List<ClipReady> ready, Duration limit)
            throws RequestRefused, IOException {
        List<Uid> users = ready.stream().map(ClipReady::uid).distinct().toList();
        Uid last = users.getLast();
        boolean dryRun = users.size() == 1;
        Set<String> before = objects();
        PurgeCompleted receipt = progress.step(
                (dryRun ? "counting what a purge would delete of " : "purging ") + last,
                () -> worker.purge(new PurgeRequested(last, Optional.empty(), Optional.of(dryRun)), limit),
                done -> progress.line(
                        (dryRun ? "counted   " : "purged    ") + last + ", " + done.objects() + " objects"));
        Set<String> after = objects();
        String prefix = "users/" + last + "/";
        Set<String> wanted = before.stream()
                .filter(key -> dryRun || !key.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
        long gone = before.stream().filter(key -> key.startsWith(prefix)).count();
        boolean ok = after.equals(wanted) && receipt.objects() == gone;
        return ledger.with(
                receipt,
                new Check(
                        last.value(),
                        dryRun ? "purge (dry run)" : "purge",
                        ok,
                        "%d of its objects left, %d of others, %d on the receipt"
                                .formatted(
                                        after.stream()
                                                .filter(key -> key.startsWith(prefix))
                                                .count(),
                                        after.stream()
                                                .filter(key -> !key.startsWith(prefix))
                                                .count(),
                                        receipt.objects())));
    }

    private Set<String> objects() throws IOException {
        Path root = store.objects();
        Path users = root.resolve("users");
        try (Stream<Path> files = Files.walk(users)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
