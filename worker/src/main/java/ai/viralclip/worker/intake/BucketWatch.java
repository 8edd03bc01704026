package ai.viralclip.worker.intake;

import ai.viralclip.worker.bucket.BucketProbe;
import ai.viralclip.worker.bucket.ProbeResult;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.delivery.HaltReason;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves the bucket at start, and again and again while the gate is closed, until it may open. */
final class BucketWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BucketWatch.class);
    private static final Duration BETWEEN_PROOFS = Duration.ofSeconds(3);

    private final BucketProbe probe;
    private final Gate gate;

    BucketWatch(BucketProbe probe, Gate gate) {
        this.probe = probe;
        this.gate = gate;
    }

    /** @throws StartRefused where the bucket answers, and is not safe to use: that does not mend itself */
    void proveAtStart() {
        prove();
        gate.closed()
                .filter(closed -> closed.reason() == HaltReason.BUCKET_UNSAFE)
                .ifPresent(closed -> {
                    throw new StartRefused(
                            "The bucket is not safe to use: " + closed.detail(),
                            "Mend the bucket's settings, or name another bucket in R2_BUCKET_NAME.");
                });
    }

    /** Runs until interrupted. */
    void run() {
        try {
            while (true) {
                gate.awaitClosed();
                Thread.sleep(BETWEEN_PROOFS);
                prove();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prove() {
        try {
            switch (probe.check()) {
                case ProbeResult.Passed() -> gate.open();
                case ProbeResult.Unsafe(String problem) -> gate.close(HaltReason.BUCKET_UNSAFE, problem);
            }
        } catch (StoreException e) {
            gate.close(
                    e.failure() instanceof StoreFailure.Denied ? HaltReason.STORE_DENIED : HaltReason.BUCKET_UNPROVED,
                    e.failure().detail());
        } catch (RuntimeException defect) {
            // This thread must not end: nobody else would open the gate again.
            LOG.error("defect while the bucket was proved", defect);
            gate.close(
                    HaltReason.BUCKET_UNPROVED,
                    "the proof failed with " + defect.getClass().getSimpleName());
        }
    }
}
