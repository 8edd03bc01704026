package ai.viralclip.worker.media.s3;

import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.bucket.source.SourceStores;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import ai.viralclip.worker.media.S3MediaProperties;
import ai.viralclip.worker.process.StartRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The buckets that media may be taken from, and the store of each: by configuration alone, whatever an event says. A
 * bucket's name belongs to one store.
 */
final class AllowedBuckets {

    /** Where clips are stored: what is there belongs to somebody, and is no place for media on its way. */
    private static final String CLIPS = "users/";

    private final String ownBucket;
    private final List<Allowed> all;

    private AllowedBuckets(String ownBucket, List<Allowed> all) {
        this.ownBucket = ownBucket;
        this.all = all;
    }

    /**
     * A bucket, or a folder of it.
     *
     * @param folder ends with a slash; empty for the whole bucket
     * @param isOwn it is in the store that clips are stored in, which copies by itself
     */
    record Allowed(String bucket, String folder, SourceObjects objects, boolean isOwn) {

        static Allowed of(String setting, SourceObjects objects, boolean isOwn) {
            String text = setting.strip();
            int slash = text.indexOf('/');
            String folder = slash < 0 ? "" : text.substring(slash + 1);
            return new Allowed(
                    slash < 0 ? text : text.substring(0, slash),
                    folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/",
                    objects,
                    isOwn);
        }
    }

    /** @param ownBucket that clips are stored in */
    static AllowedBuckets of(S3MediaProperties properties, SourceStores stores, String ownBucket) {
        List<Allowed> all = new ArrayList<>();
        properties.buckets().forEach(bucket -> all.add(Allowed.of(bucket, stores.own(), true)));
        properties
                .stores()
                .forEach((name, store) -> store.buckets().forEach(bucket -> {
                    SourceObjects objects = Optional.ofNullable(stores.others().get(name))
                            .orElseThrow(() -> new IllegalStateException("no client for the store " + name));
                    all.add(Allowed.of(bucket, objects, false));
                }));
        for (Allowed one : all) {
            boolean isOfTwo = all.stream()
                    .anyMatch(other -> other.bucket().equals(one.bucket())
                            && !other.objects().equals(one.objects()));
            if (isOfTwo) {
                throw new StartRefused(
                        "clip.media.s3 names the bucket " + one.bucket() + " in two stores.",
                        "An event names the bucket alone: leave it with one of them.");
            }
        }
        return new AllowedBuckets(ownBucket, List.copyOf(all));
    }

    Allowed of(S3Uri uri) throws MediaException {
        if (uri.bucket().equals(ownBucket) && uri.key().startsWith(CLIPS)) {
            throw new MediaException(
                    new NotAllowed(uri.place() + " is where clips are stored, not where they come from"));
        }
        return all.stream()
                .filter(one -> one.bucket().equals(uri.bucket()) && uri.key().startsWith(one.folder()))
                .findFirst()
                .orElseThrow(() -> new MediaException(new NotAllowed(uri.place()
                        + " is in none of clip.media.s3.buckets," + " nor in those of clip.media.s3.stores")));
    }
}
