package ai.viralclip.worker.catalog;

import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.highlights.RunHighlights;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stretch of a run's clips as one scan found them, in their order, that pages are cut from.
 *
 * @param asked the event that it was scanned for
 * @param after the place that the first of them follows; empty for the run's first
 * @param more whether the run has clips behind them
 * @param total clips of the whole run
 * @param document what its document says of them; empty until it was read
 */
record Stretch(
        String asked,
        Optional<Place> after,
        List<StoredClip> clips,
        boolean more,
        int total,
        Optional<RunHighlights> document) {

    /** Of the heap, for a clip and each of its objects, besides its texts. */
    private static final long BYTES_OF_ONE = 400;

    /** What a page shows, and whether another one follows. */
    record Cut(List<StoredClip> clips, boolean more) {}

    /** So many clips at most, from the one that follows this place. */
    Cut cut(Optional<Place> last, int most) {
        List<StoredClip> behind = behind(last);
        List<StoredClip> page = behind.subList(0, Math.min(most, behind.size()));
        return new Cut(page, more || page.size() < behind.size());
    }

    /**
     * Whether the page that this request asks for is in it. The first page is only for the same request, tried again:
     * who asks anew wants to see what was stored meanwhile.
     */
    boolean holds(Optional<Place> last, String eventId) {
        if (last.isEmpty()) {
            return after.isEmpty() && asked.equals(eventId);
        }
        boolean begins = after.isEmpty() || after.get().compareTo(last.get()) <= 0;
        return begins && (!more || !behind(last).isEmpty());
    }

    Stretch with(RunHighlights read) {
        return new Stretch(asked, after, clips, more, total, Optional.of(read));
    }

    private List<StoredClip> behind(Optional<Place> last) {
        if (last.isEmpty()) {
            return clips;
        }
        int from = 0;
        int to = clips.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (clips.get(middle).place().compareTo(last.get()) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return clips.subList(from, clips.size());
    }

    /** Of the heap, about. */
    long bytes() {
        long objects = clips.stream()
                .flatMap(clip -> Stream.concat(Stream.of(clip.video()), clip.thumbnail().stream()))
                .map(ListedObject::key)
                .mapToLong(key -> BYTES_OF_ONE + key.length())
                .sum();
        return objects + document.map(Stretch::bytesOf).orElse(0L);
    }

    private static long bytesOf(RunHighlights document) {
        return document instanceof RunHighlights.Present present
                ? present.entries().values().stream()
                                .mapToLong(Stretch::bytesOf)
                                .sum()
                        + Stream.of(present.videoUrl(), present.videoTitle(), present.customPrompt())
                                .mapToLong(Stretch::bytesOf)
                                .sum()
                : 0;
    }

    private static long bytesOf(RunHighlights.Entry entry) {
        return BYTES_OF_ONE
                + Stream.of(entry.title(), entry.description(), entry.hookCategory(), entry.reason())
                        .mapToLong(Stretch::bytesOf)
                        .sum();
    }

    private static long bytesOf(Optional<String> text) {
        return text.map(one -> 2L * one.length()).orElse(0L);
    }
}
