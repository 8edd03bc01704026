package ai.viralclip.worker.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.highlights.Readers;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** What one run has in the bucket, and how it is listed. */
abstract class OneRunsCatalog {

    static final String FOLDER = "users/u1/r1/clips/";
    static final Instant EXPIRY = Instant.parse("2026-11-22T12:00:00Z");

    final InMemoryObjectStore store = new InMemoryObjectStore();
    final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
    final List<String> signed = new ArrayList<>();
    final UrlSigner signer = key -> {
        signed.add(key);
        return new PresignedUrl(URI.create("https://store.example/" + key), EXPIRY);
    };
    final Catalog catalog = new Catalog(
            new RunScan(store, patience),
            new Stretches((uid, run) -> OptionalLong.of(0), () -> EXPIRY),
            Readers.over(store),
            signer,
            patience,
            200);

    ClipsListed list(ClipsRequested request) throws Exception {
        return catalog.list(request, "e1");
    }

    static ClipsRequested request(Optional<Integer> size, Optional<String> cursor) {
        return new ClipsRequested(new Uid("u1"), new RunId("r1"), size, cursor, Optional.empty());
    }

    static List<String> names(ClipsListed page) {
        return page.clips().stream()
                .map(clip -> clip.n() + " " + clip.style() + (clip.thumbnail().isPresent() ? " +" : " -"))
                .toList();
    }

    void document(String json) throws StoreException {
        putAt("users/u1/r1/highlights.json", json);
    }

    void put(String... names) throws StoreException {
        for (String name : names) {
            putAt(FOLDER + name, name);
        }
    }

    void putAt(String key, String content) throws StoreException {
        store.overwrite(
                key,
                ByteBuffer.wrap(content.getBytes(UTF_8)),
                new ObjectAttributes("text/plain", "no-store", Map.of()));
    }
}
