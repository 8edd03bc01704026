package ai.viralclip.worker.delivery;

import java.util.concurrent.Semaphore;

/**
 * How many clips' bytes move at one time. Large clips have permits of their own, so that however many of them are under
 * way, small ones go on.
 */
final class UploadPermits {

    /** Above this, a clip takes seconds where small ones take a fraction of one. */
    private static final long LARGE_BYTES = 64L * 1024 * 1024;

    private static final int SHARE_OF_LARGE = 4;

    private final Semaphore small;
    private final Semaphore large;

    /** @param most small clips at one time; a quarter as many large ones beside them */
    UploadPermits(int most) {
        this.small = new Semaphore(most, true);
        this.large = new Semaphore(Math.max(1, most / SHARE_OF_LARGE), true);
    }

    /** Waits for a permit for a clip of so many announced bytes; to be released whatever happens. */
    Semaphore acquire(long announcedBytes) throws InterruptedException {
        Semaphore permits = announcedBytes > LARGE_BYTES ? large : small;
        permits.acquire();
        return permits;
    }
}
