package ai.viralclip.worker.process;

import java.util.concurrent.CountDownLatch;

/** As a frozen process is: it hears of an interrupt afterwards. */
public final class Frozen {

    private Frozen() {}

    public static void until(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
