package ai.viralclip.worker.bucket;

import ai.viralclip.worker.bucket.BucketProbe.ProbeResult;
import ai.viralclip.worker.process.NeededTask;
import ai.viralclip.worker.process.Phase;
import ai.viralclip.worker.process.StartRefused;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Proves the bucket at start, when somebody asks because the store refused something, and again and again while the
 * gate is closed, until it may open.
 */
final class BucketWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BucketWatch.class);
    private static final Duration BETWEEN_PROOFS = Duration.ofSeconds(3);

    private final BucketProbe probe;
    private final Gate gate;
    private final Duration betweenProofs;
    private long lastProof;

    BucketWatch(BucketProbe probe, Gate gate) {
        this(probe, gate, BETWEEN_PROOFS);
    }

    BucketWatch(BucketProbe probe, Gate gate, Duration betweenProofs) {
        this.probe = probe;
        this.gate = gate;
        this.betweenProofs = betweenProofs;
    }

    /**
     * Its start throws {@link StartRefused} where the bucket answers, and is not safe to use: that does not mend
     * itself.
     */
    NeededTask task(ApplicationEventPublisher availability) {
        return new NeededTask(
                Thread.ofVirtual().name("bucket-watch"), this::proveAtStart, this::run, Phase.BUCKET, availability);
    }

    private void proveAtStart() {
        prove();
        gate.closed()
                .filter(closed -> closed.reason() == HaltReason.BUCKET_UNSAFE)
                .ifPresent(closed -> {
                    throw new StartRefused(
                            "The bucket is not safe to use: " + closed.detail(),
                            "Mend the bucket's settings, or name another bucket in R2_BUCKET_NAME.");
                });
    }

    private void run() {
        try {
            while (true) {
                gate.awaitWanted();
                // However many ask, the store has its rest from proofs.
                Duration left = betweenProofs.minusNanos(System.nanoTime() - lastProof);
                if (left.isPositive()) {
                    Thread.sleep(left);
                }
                prove();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prove() {
        gate.proofBegins();
        try {
            switch (probe.check()) {
                case ProbeResult.Passed() -> gate.open();
                case ProbeResult.Unsafe(String problem) -> gate.close(HaltReason.BUCKET_UNSAFE, problem);
            }
        } catch (StoreException e) {
            if (isRefusal(e.failure())) {
                gate.close(HaltReason.STORE_DENIED, e.failure().detail());
            } else {
                gate.undecided(e.failure().detail());
            }
        } catch (RuntimeException defect) {
            // This thread must not end: nobody else would open the gate again.
            LOG.error("defect while the bucket was proved", defect);
            gate.undecided("the proof failed with " + defect.getClass().getSimpleName());
        } finally {
            lastProof = System.nanoTime();
        }
    }

    private static boolean isRefusal(StoreFailure failure) {
        return switch (failure) {
            case StoreFailure.Denied _, StoreFailure.Doubtful _, StoreFailure.Refused _ -> true;
            case StoreFailure.Unavailable _,
                    StoreFailure.BadDigest _,
                    StoreFailure.SourceUnreadable _,
                    StoreFailure.SourceUnresponsive _ -> false;
        };
    }
}
