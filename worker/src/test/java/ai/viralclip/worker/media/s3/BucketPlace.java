package ai.viralclip.worker.media.s3;

import ai.viralclip.worker.bucket.s3.SourceStore;
import ai.viralclip.worker.bucket.source.SourceStoreProperties;
import ai.viralclip.worker.bucket.source.SourceStores;
import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.MediaPlace;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSourceContract;
import ai.viralclip.worker.media.S3MediaProperties;
import ai.viralclip.worker.media.S3MediaProperties.Unconfirmed;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder in a bucket of a real store, which is the worker's own or another one. */
final class BucketPlace implements MediaPlace {

    private final SourceStore store;
    private final S3MediaSource source;

    private BucketPlace(SourceStore store, S3MediaSource source) {
        this.store = store;
        this.source = source;
    }

    /** @param unconfirmed what is done about hashes that the store does not know: this one knows none */
    static BucketPlace own(SourceStore store, Unconfirmed unconfirmed, MediaEvent.Listener events) {
        var properties = new S3MediaProperties(List.of(SourceStore.MEDIA + "/in"), Map.of(), unconfirmed);
        return new BucketPlace(store, source(properties, new SourceStores(store.objects(), Map.of()), events));
    }

    static BucketPlace another(SourceStore store, MediaEvent.Listener events) {
        var settings = new SourceStoreProperties(
                store.server().endpoint().toString(), "", "key", "secret", "", List.of(SourceStore.MEDIA + "/in/"));
        var properties = new S3MediaProperties(List.of(), Map.of("pipeline", settings), Unconfirmed.READ);
        var stores = new SourceStores(store.objects(), Map.of("pipeline", store.objects()));
        return new BucketPlace(store, source(properties, stores, events));
    }

    private static S3MediaSource source(S3MediaProperties properties, SourceStores stores, MediaEvent.Listener events) {
        return new S3MediaSource(
                AllowedBuckets.of(properties, stores, SourceStore.CLIPS),
                properties.unconfirmedSha256(),
                Long.MAX_VALUE,
                events);
    }

    static BucketPlace in(Path directory, boolean own) throws Exception {
        SourceStore store = SourceStore.start(directory);
        return own ? own(store, Unconfirmed.READ, _ -> {}) : another(store, _ -> {});
    }

    SourceStore store() {
        return store;
    }

    @Override
    public MediaSource source() {
        return source;
    }

    @Override
    public URI put(String name, byte[] bytes) {
        store.put(SourceStore.MEDIA, "in/" + name, bytes);
        return URI.create("s3://" + SourceStore.MEDIA + "/in/" + name);
    }

    @Override
    public void remove(String name) {
        store.delete(SourceStore.MEDIA, "in/" + name);
    }

    @Override
    public URI notAllowed() {
        store.put(SourceStore.MEDIA, "inner/clip.mp4", MediaSourceContract.VIDEO);
        return URI.create("s3://" + SourceStore.MEDIA + "/inner/clip.mp4");
    }

    @Override
    public void hang() {
        store.server().stop();
    }

    @Override
    public void close() {
        store.close();
    }
}
