package ai.viralclip.worker.catalog;

import ai.viralclip.worker.bucket.Listing;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.ClipFile;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds the first clips of a run, in the order of their places. A store lists by key, so that {@code clip_a_10} comes
 * before {@code clip_a_2}: all of the run's keys are read, a thousand at a time, and only so many clips as fit on the
 * page are kept. Memory does not grow with the run; the price is one Class A operation for every thousand keys.
 */
final class RunScan {

    private final ObjectStore store;
    private final Patience patience;

    RunScan(ObjectStore store, Patience patience) {
        this.store = store;
        this.patience = patience;
    }

    /**
     * What a scan found.
     *
     * @param clips in their order
     * @param total clips that were looked at, wanted or not
     */
    record Found(List<StoredClip> clips, int total) {}

    /**
     * The first clips of those that are wanted.
     *
     * @param folder the run's {@link ObjectKeys#clipsPrefix}: only what lies in it is looked at
     * @param names what their file names begin with; empty for all
     */
    Found first(int most, String folder, String names, Predicate<Place> wanted)
            throws StoreException, InterruptedException {
        Kept kept = new Kept(most, folder, wanted);
        Listing.ofObjects(
                        folder + names,
                        from -> patience.with(() -> store.list(folder + names, from, ObjectStore.MOST_KEYS)))
                .each(page -> page.forEach(kept::add));
        return kept.found();
    }

    private static final class Kept {

        private final int most;
        private final String folder;
        private final Predicate<Place> wanted;
        private final TreeMap<Place, StoredClip> clips = new TreeMap<>();
        private final Deque<ListedObject> thumbnails = new ArrayDeque<>();
        private int total;

        Kept(int most, String folder, Predicate<Place> wanted) {
            this.most = most;
            this.folder = folder;
            this.wanted = wanted;
        }

        void add(ListedObject object) {
            forgetThumbnailsBefore(object.key());
            ObjectKeys.parse(object.key())
                    // What lies deeper, or is spelled in another way, is nothing that this worker stored.
                    .filter(file -> object.key().equals(folder + file.name()))
                    .ifPresent(file -> add(file, object));
        }

        private void add(ClipFile file, ListedObject object) {
            switch (file.kind()) {
                case THUMBNAIL -> thumbnails.push(object);
                case VIDEO -> {
                    total++;
                    Place place = new Place(file.n(), file.style());
                    if (wanted.test(place)) {
                        keep(new StoredClip(place, object, thumbnailOf(object)));
                    }
                }
            }
        }

        private void keep(StoredClip clip) {
            clips.put(clip.place(), clip);
            if (clips.size() > most) {
                clips.pollLastEntry();
            }
        }

        /**
         * In the order of keys a clip's .jpg comes before its .mp4, and between them only what begins with the same
         * {@code clip_<style>_<n>.} (a style may hold dots).
         */
        private void forgetThumbnailsBefore(String key) {
            while (!thumbnails.isEmpty()
                    && !key.startsWith(stem(thumbnails.peek().key()))) {
                thumbnails.pop();
            }
        }

        private Optional<ListedObject> thumbnailOf(ListedObject video) {
            return thumbnails.stream()
                    .filter(one -> stem(one.key()).equals(stem(video.key())))
                    .findFirst();
        }

        private static String stem(String key) {
            return key.substring(0, key.lastIndexOf('.') + 1);
        }

        Found found() {
            return new Found(List.copyOf(clips.values()), total);
        }
    }
}
