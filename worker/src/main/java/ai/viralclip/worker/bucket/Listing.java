package ai.viralclip.worker.bucket;

import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.ObjectStore.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Goes through a listing to its end, page by page. What a store lists is not believed without a look: pages that lead
 * in a circle, or hold what was not asked for, are no S3 store's answer: the listing ends as in any other outage, with
 * {@link StoreFailure.Unavailable}. Else a purge would never end, or delete what is another user's.
 */
public final class Listing<T> {

    /** Asks for a page. */
    public interface Pages<T> {
        Page<T> from(Optional<String> next) throws StoreException, InterruptedException;
    }

    /** Does something with what a page holds. */
    public interface Each<T> {
        void of(List<T> items) throws StoreException, InterruptedException;
    }

    private final String prefix;
    private final Function<T, String> key;
    private final Pages<T> pages;

    private Listing(String prefix, Function<T, String> key, Pages<T> pages) {
        this.prefix = prefix;
        this.key = key;
        this.pages = pages;
    }

    /**
     * A listing of objects.
     *
     * @param prefix what each key must begin with
     */
    public static Listing<ListedObject> ofObjects(String prefix, Pages<ListedObject> pages) {
        return new Listing<>(prefix, ListedObject::key, pages);
    }

    /** A listing of uploads under way; likewise. */
    public static Listing<OpenUpload> ofUploads(String prefix, Pages<OpenUpload> pages) {
        return new Listing<>(prefix, OpenUpload::key, pages);
    }

    /** Page by page; one may be empty, and still not be the last. */
    public void each(Each<T> each) throws StoreException, InterruptedException {
        Circle circle = new Circle();
        Optional<String> next = Optional.empty();
        do {
            Page<T> page = pages.from(next);
            for (T item : page.items()) {
                if (!key.apply(item).startsWith(prefix)) {
                    throw broken("names what is not under it: " + key.apply(item));
                }
            }
            each.of(page.items());
            next = page.next();
            if (next.isPresent() && circle.closesWith(next.get())) {
                throw broken("leads in a circle (a continuation token comes again)");
            }
        } while (next.isPresent());
    }

    /** Sees that tokens come again, without keeping all: one of them is remembered, twice as long each time (Brent). */
    private static final class Circle {

        private String remembered = "";
        private long since;
        private long until = 1;

        boolean closesWith(String token) {
            if (token.equals(remembered)) {
                return true;
            }
            if (++since == until) {
                remembered = token;
                since = 0;
                until *= 2;
            }
            return false;
        }
    }

    private StoreException broken(String what) {
        return new StoreException(new StoreFailure.Unavailable(
                "the store's listing of " + prefix + " " + what + ": that is not an S3 store's answer", false));
    }
}
