package ai.viralclip.worker.bucket.s3.puts;

import ai.viralclip.worker.bucket.Pools;
import java.util.concurrent.Semaphore;

/** So many permits and no more, given in the order in which they were asked for. */
public final class PermitPool {

    private final int limit;
    private final Semaphore permits;

    /** Of this many. */
    public PermitPool(int limit) {
        this.limit = limit;
        this.permits = new Semaphore(limit, true);
    }

    /** Waits for one. */
    public void acquire() throws InterruptedException {
        permits.acquire();
    }

    /** Gives one back. */
    public void release() {
        permits.release();
    }

    /** How many are in use, and waited for, roughly. */
    public Pools.Pool now() {
        return new Pools.Pool(limit, limit - permits.availablePermits(), permits.getQueueLength());
    }
}
