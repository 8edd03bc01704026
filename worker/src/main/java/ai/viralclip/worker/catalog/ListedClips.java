package ai.viralclip.worker.catalog;

import ai.viralclip.contracts.HighlightsState;
import ai.viralclip.contracts.ListedClip;
import ai.viralclip.contracts.ListedMedia;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.highlights.RunHighlights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what the bucket has and what {@code highlights.json} says. */
final class ListedClips {

    /** A reply must fit into a record whatever others wrote into the document. */
    static final int LONGEST_TEXT = 2_000;

    private static final RunHighlights.Entry UNKNOWN = new RunHighlights.Entry(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final UrlSigner signer;
    private final HighlightsState state;
    private final RunHighlights.Present document;

    ListedClips(UrlSigner signer, RunHighlights found) {
        this.signer = signer;
        this.state = switch (found) {
            case RunHighlights.Present _ -> HighlightsState.PRESENT;
            case RunHighlights.Missing() -> HighlightsState.MISSING;
            case RunHighlights.Broken() -> HighlightsState.BROKEN;
        };
        this.document = found instanceof RunHighlights.Present present
                ? present
                : new RunHighlights.Present(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    HighlightsState state() {
        return state;
    }

    /** A URL that was cut would lead nowhere; one that is too long is left out. */
    Optional<String> videoUrl() {
        return document.videoUrl().filter(url -> url.length() <= LONGEST_TEXT);
    }

    Optional<String> videoTitle() {
        return cut(document.videoTitle());
    }

    Optional<String> customPrompt() {
        return cut(document.customPrompt());
    }

    List<ListedClip> of(List<StoredClip> clips) throws StoreException {
        List<ListedClip> listed = new ArrayList<>(clips.size());
        for (StoredClip clip : clips) {
            listed.add(of(clip));
        }
        return listed;
    }

    private ListedClip of(StoredClip clip) throws StoreException {
        ListedMedia video = media(clip.video(), "video/mp4");
        Optional<ListedMedia> thumbnail = clip.thumbnail().isPresent()
                ? Optional.of(media(clip.thumbnail().get(), "image/jpeg"))
                : Optional.empty();
        Place place = clip.place();
        RunHighlights.Entry entry = document.entries().getOrDefault(place.n(), UNKNOWN);
        return new ListedClip(
                place.style(),
                place.n(),
                cut(entry.title().filter(title -> !title.isBlank()))
                        .orElseGet(() -> fileName(clip.video().key())),
                cut(entry.description()),
                entry.start(),
                entry.end(),
                entry.duration(),
                cut(entry.hookCategory()),
                cut(entry.reason()),
                video,
                thumbnail);
    }

    private ListedMedia media(ListedObject object, String contentType) throws StoreException {
        PresignedUrl url = signer.presign(object.key());
        return new ListedMedia(
                object.key(),
                contentType,
                object.sizeBytes(),
                object.etag(),
                object.storedAt(),
                url.url(),
                url.expiresAt());
    }

    /** Without folder and suffix: {@code clip_left_focus_3}. */
    private static String fileName(String key) {
        return key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.'));
    }

    private static Optional<String> cut(Optional<String> text) {
        return text.map(whole -> {
            if (whole.length() <= LONGEST_TEXT) {
                return whole;
            }
            int end = Character.isHighSurrogate(whole.charAt(LONGEST_TEXT - 2)) ? LONGEST_TEXT - 2 : LONGEST_TEXT - 1;
            return whole.substring(0, end) + "…";
        });
    }
}
