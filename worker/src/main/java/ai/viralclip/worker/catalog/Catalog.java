package ai.viralclip.worker.catalog;

import ai.viralclip.contracts.ClipName;
import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.highlights.HighlightsReader;
import ai.viralclip.worker.highlights.RunHighlights;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lists a run: what is in the bucket, with titles from {@code highlights.json} and URLs to read it. Only keys of the
 * asked user and run are ever looked at or signed. Waits for as long as the store is unavailable.
 */
public final class Catalog {

    /** Far below what a broker takes in one record by default (1 MiB); the largest single clip stays below it too. */
    static final int MOST_REPLY_BYTES = 512 * 1024;

    /** So many clips are kept of one scan. */
    private static final int WINDOW = 1_000;

    private final RunScan scan;
    private final Stretches stretches;
    private final HighlightsReader highlights;
    private final UrlSigner signer;
    private final Patience patience;
    private final int maxPageSize;
    private final EventCodec codec = new EventCodec();

    Catalog(
            RunScan scan,
            Stretches stretches,
            HighlightsReader highlights,
            UrlSigner signer,
            Patience patience,
            int maxPageSize) {
        this.scan = scan;
        this.stretches = stretches;
        this.highlights = highlights;
        this.signer = signer;
        this.patience = patience;
        this.maxPageSize = maxPageSize;
    }

    /**
     * One page. A page that follows another one may be cut from what was found for that: of up to
     * {@link Stretches#KEPT_FOR} ago.
     *
     * @param eventId the request's, to be named in the reply
     * @throws StoreException where the store does not only fail for a while
     * @throws InterruptedException where the caller is no longer wanted
     */
    public ClipsListed list(ClipsRequested request, String eventId)
            throws InvalidCursor, StoreException, InterruptedException {
        if (request.clip().isPresent()) {
            return one(request, request.clip().get(), eventId);
        }
        Optional<Place> last = request.cursor().isPresent()
                ? Optional.of(Place.ofCursor(request.cursor().get()))
                : Optional.empty();
        int size = Math.min(request.pageSize().orElse(maxPageSize), maxPageSize);
        Stretches.Kept kept = stretch(request, last, size, eventId);
        ClipsListed page =
                fitting(request, eventId, kept.stretch(), kept.stretch().cut(last, size));
        if (page.nextCursor().isEmpty()) {
            stretches.drop(kept);
        }
        return page;
    }

    private ClipsListed one(ClipsRequested request, ClipName name, String eventId)
            throws StoreException, InterruptedException {
        Place place = new Place(name.n(), name.style());
        List<StoredClip> clips = scan.first(
                        1, folder(request), ObjectKeys.clipStem(name.style(), name.n()), place::equals)
                .clips();
        RunHighlights document = document(request, clips);
        return page(request, eventId, document, new RunScan.Found(clips, clips.size()), false);
    }

    /** Kept before its document is read, and after: where that fails, the request is tried again without a scan. */
    private Stretches.Kept stretch(ClipsRequested request, Optional<Place> last, int size, String eventId)
            throws StoreException, InterruptedException {
        Optional<Stretches.Kept> known = stretches.find(request, last, eventId);
        Stretches.Kept kept = known.isPresent() ? known.get() : scanned(request, last, size, eventId);
        if (kept.stretch().document().isEmpty()) {
            kept = kept.with(document(request, kept.stretch().clips()));
            stretches.keep(kept);
        }
        return kept;
    }

    private Stretches.Kept scanned(ClipsRequested request, Optional<Place> last, int size, String eventId)
            throws StoreException, InterruptedException {
        Stretches.Begun begun = stretches.begin(request);
        int most = Math.max(WINDOW / size, 1) * size;
        RunScan.Found found =
                scan.first(most + 1, folder(request), "", place -> last.isEmpty() || place.compareTo(last.get()) > 0);
        boolean more = found.clips().size() > most;
        List<StoredClip> clips = more ? List.copyOf(found.clips().subList(0, most)) : found.clips();
        Stretch stretch = new Stretch(eventId, last, clips, more, found.total(), Optional.empty());
        Stretches.Kept kept = new Stretches.Kept(request, stretch, begun);
        stretches.keep(kept);
        return kept;
    }

    private RunHighlights document(ClipsRequested request, List<StoredClip> clips)
            throws StoreException, InterruptedException {
        var ids = clips.stream().map(clip -> clip.place().n()).collect(Collectors.toSet());
        return patience.with(() -> highlights.read(request.uid(), request.runId(), ids));
    }

    private static String folder(ClipsRequested request) {
        return ObjectKeys.clipsPrefix(request.uid(), request.runId());
    }

    private ClipsListed fitting(ClipsRequested request, String eventId, Stretch stretch, Stretch.Cut cut)
            throws StoreException {
        RunHighlights document = stretch.document().orElseThrow();
        List<StoredClip> clips = cut.clips();
        ClipsListed page = page(request, eventId, document, new RunScan.Found(clips, stretch.total()), cut.more());
        while (page.clips().size() > 1 && codec.encode(page).length > MOST_REPLY_BYTES) {
            clips = clips.subList(0, clips.size() / 2);
            page = page(request, eventId, document, new RunScan.Found(clips, stretch.total()), true);
        }
        return page;
    }

    private ClipsListed page(
            ClipsRequested request, String eventId, RunHighlights document, RunScan.Found found, boolean more)
            throws StoreException {
        ListedClips listed = new ListedClips(signer, document);
        return new ClipsListed(
                request.uid(),
                request.runId(),
                listed.state(),
                listed.videoUrl(),
                listed.videoTitle(),
                listed.customPrompt(),
                found.total(),
                listed.of(found.clips()),
                more ? Optional.of(found.clips().getLast().place().cursor()) : Optional.empty(),
                eventId);
    }
}
