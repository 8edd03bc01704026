package ai.viralclip.worker.bucket.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.Pools;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    void aPutThatIsHeldBackTakesAConnectionAndAPlace() throws Exception {
        // With TLS: without it, the SDK reads all bytes to sign them before it takes a connection.
        try (var server = Stores.start(directory, true);
                var clients = Stores.clients(server)) {
            var store = new S3ObjectStore(clients.signed(), Stores.BUCKET, Stores.TRANSFER, _ -> {});
            var pools = new BucketConfiguration.StorePools(clients, store);
            assertThat(pools.connections()).isEqualTo(new Pools.Pool(CONNECTIONS, 0, 0));
            assertThat(pools.parts()).isEqualTo(new Pools.Pool(CONNECTIONS / 4, 0, 0));
            assertThat(pools.held()).isEqualTo(NONE_HELD);

            var file = Files.write(directory.resolve("clip.mp4"), CONTENT);
            var payload = PlainFile.of(file, CONTENT.length, Wire.sha256(ByteBuffer.wrap(CONTENT)));
            try (var put =
                    store.prepare("users/u1/r1/clips/clip_split_1.mp4", payload, VIDEO, new Precondition.IfAbsent())) {
                assertThat(put.awaitVerified()).isTrue();
                assertThat(pools.held()).isEqualTo(new Pools.Pool(CONNECTIONS / 2, 1, 0));
                assertThat(pools.connections()).isEqualTo(new Pools.Pool(CONNECTIONS, 1, 0));
                put.complete();
                assertThat(put.awaitVerified()).isFalse();
            }
            assertThat(pools.held()).isEqualTo(NONE_HELD);
            assertThat(pools.connections().used()).isZero();
        }
    }
}
