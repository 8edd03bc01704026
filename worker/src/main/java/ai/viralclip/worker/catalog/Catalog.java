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

    private final RunScan scan;
    private final HighlightsReader highlights;
    private final UrlSigner signer;
    private final Patience patience;
    private final int maxPageSize;
    private final EventCodec codec = new EventCodec();

    Catalog(RunScan scan, HighlightsReader highlights, UrlSigner signer, Patience patience, int maxPageSize) {
        this.scan = scan;
        this.highlights = highlights;
        this.signer = signer;
        this.patience = patience;
        this.maxPageSize = maxPageSize;
    }

    /**
     * One page.
     *
     * @param eventId the request's, to be named in the reply
     * @throws StoreException where the store does not only fail for a while
     * @throws InterruptedException where the caller is no longer wanted
     */
    public ClipsListed list(ClipsRequested request, String eventId)
            throws InvalidCursor, StoreException, InterruptedException {
        int size = Math.min(request.pageSize().orElse(maxPageSize), maxPageSize);
        RunScan.Found found = scan(request, size + 1);
        boolean more = found.clips().size() > size;
        List<StoredClip> clips = more ? found.clips().subList(0, size) : found.clips();
        var ids = clips.stream().map(clip -> clip.place().n()).collect(Collectors.toSet());
        RunHighlights document = patience.with(() -> highlights.read(request.uid(), request.runId(), ids));
        ClipsListed page = page(request, eventId, document, new RunScan.Found(clips, found.total()), more);
        while (page.clips().size() > 1 && codec.encode(page).length > MOST_REPLY_BYTES) {
            clips = clips.subList(0, clips.size() / 2);
            page = page(request, eventId, document, new RunScan.Found(clips, found.total()), true);
        }
        return page;
    }

    private RunScan.Found scan(ClipsRequested request, int most)
            throws InvalidCursor, StoreException, InterruptedException {
        String folder = ObjectKeys.clipsPrefix(request.uid(), request.runId());
        if (request.clip().isPresent()) {
            ClipName name = request.clip().get();
            String names = ObjectKeys.clipStem(name.style(), name.n());
            List<StoredClip> one = scan.first(1, folder, names, new Place(name.n(), name.style())::equals)
                    .clips();
            return new RunScan.Found(one, one.size());
        }
        if (request.cursor().isEmpty()) {
            return scan.first(most, folder, "", place -> true);
        }
        Place last = Place.ofCursor(request.cursor().get());
        return scan.first(most, folder, "", place -> place.compareTo(last) > 0);
    }

    private ClipsListed page(
            ClipsRequested request, String eventId, RunHighlights document, RunScan.Found found, boolean more) {
        ListedClips listed = new ListedClips(signer, document);
        return new ClipsListed(
                request.uid(),
                request.runId(),
                listed.state(),
                listed.videoUrl(),
                listed.videoTitle(),
                listed.customPrompt(),
                found.total(),
                found.clips().stream().map(listed::of).toList(),
                more ? Optional.of(found.clips().getLast().place().cursor()) : Optional.empty(),
                eventId);
    }
}
