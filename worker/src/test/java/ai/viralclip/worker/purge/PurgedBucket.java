package ai.viralclip.worker.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.highlights.Readers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A bucket in which a user is purged at noon. */
abstract class PurgedBucket {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant BEFORE = NOON.minusSeconds(60);
    static final Scope USER = new Scope(new Uid("u1"), Optional.empty());

    final InMemoryObjectStore store = new InMemoryObjectStore(InstantSource.fixed(NOON));
    final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
    final Purge purge = PurgeConfiguration.over(
            store, Readers.writing(store, InstantSource.fixed(NOON)), patience, InstantSource.fixed(NOON));

    Purge.Result delete(Scope scope) throws StoreException, InterruptedException {
        return purge.delete(scope, NOON, Progress.start(NOON), progress -> {});
    }

    void put(String key, Instant renderedAt) throws StoreException {
        putText(key, "some bytes", Map.of("rendered-at", renderedAt.toString()));
    }

    void putText(String key, String text, Map<String, String> metadata) throws StoreException {
        store.overwrite(
                key, ByteBuffer.wrap(text.getBytes(UTF_8)), new ObjectAttributes("text/plain", "no-store", metadata));
    }

    String text(String key) throws StoreException {
        return UTF_8.decode(store.get(key, 10_000).orElseThrow().bytes()).toString();
    }
}
