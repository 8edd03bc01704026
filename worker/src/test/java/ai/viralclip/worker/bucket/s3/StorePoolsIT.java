package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Payload;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.Pools;
import ai.viralclip.worker.bucket.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorePoolsIT {

    private static final int CONNECTIONS = Stores.TRANSFER.maxConnections();
    private static final byte[] CONTENT = "a clip".getBytes(UTF_8);
    private static final ObjectAttributes VIDEO = new ObjectAttributes("video/mp4", "private", Map.of());
    private static final Pools.Pool NONE_HELD = new Pools.Pool(CONNECTIONS / 2, 0, 0);

    @TempDir
    private Path directory;

    @Test
    void aPutThatIsHeldBackTakesAConnectionAndAPlaceAmongThoseThatWait() throws Exception {
        // With TLS: without it, the SDK reads all bytes to sign them before it takes a connection.
        try (var server = Stores.start(directory, true);
                var clients = Stores.clients(server)) {
            var store = new S3ObjectStore(clients.signed(), Stores.BUCKET, Stores.TRANSFER, new PlainFiles());
            var pools = new StorePools(clients, store);
            assertThat(pools.connections()).isEqualTo(new Pools.Pool(CONNECTIONS, 0, 0));
            assertThat(pools.parts()).isEqualTo(new Pools.Pool(CONNECTIONS / 4, 0, 0));
            assertThat(pools.held()).isEqualTo(NONE_HELD);

            var stored = new CountDownLatch(1);
            var put = Thread.startVirtualThread(() -> put(store, stored));

            await().untilAsserted(() -> {
                assertThat(pools.held()).isEqualTo(new Pools.Pool(CONNECTIONS / 2, 1, 0));
                assertThat(pools.connections()).isEqualTo(new Pools.Pool(CONNECTIONS, 1, 0));
            });
            stored.countDown();
            put.join();
            assertThat(pools.held()).isEqualTo(NONE_HELD);
            assertThat(pools.connections().used()).isZero();
        }
    }

    private void put(ObjectStore store, CountDownLatch stored) {
        try {
            var file = Files.write(directory.resolve("clip.mp4"), CONTENT);
            var payload = new Payload.File(
                    file, CONTENT.length, Wire.sha256(ByteBuffer.wrap(CONTENT)), () -> awaitUninterruptibly(stored));
            store.put("users/u1/r1/clips/clip_split_1.mp4", payload, VIDEO, new Precondition.Always());
        } catch (IOException | StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch stored) {
        try {
            stored.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
