package ai.viralclip.worker.bucket.s3.puts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.bucket.Pools;
import org.junit.jupiter.api.Test;

final class PermitPoolTest {

    @Test
    void tellsWhatIsTakenAndWhoWaits() throws Exception {
        var pool = new PermitPool(2);
        assertThat(pool.now()).isEqualTo(new Pools.Pool(2, 0, 0));

        pool.acquire();
        pool.acquire();
        var next = Thread.startVirtualThread(() -> {
            try {
                pool.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        await().untilAsserted(() -> assertThat(pool.now()).isEqualTo(new Pools.Pool(2, 2, 1)));
        pool.release();
        pool.release();
        next.join();
        assertThat(pool.now()).isEqualTo(new Pools.Pool(2, 1, 0));
    }
}
