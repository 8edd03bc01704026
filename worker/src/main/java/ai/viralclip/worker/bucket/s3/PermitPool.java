package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.Pools;
import java.util.concurrent.Semaphore;

/** So many permits and no more, given in the order in which they were asked for. */
final class PermitPool {

    private final int limit;
    private final Semaphore permits;

    PermitPool(int limit) {
        this.limit = limit;
        this.permits = new Semaphore(limit, true);
    }

    void acquire() throws InterruptedException {
        permits.acquire();
    }

    void release() {
        permits.release();
    }

    Pools.Pool now() {
        return new Pools.Pool(limit, limit - permits.availablePermits(), permits.getQueueLength());
    }
}
