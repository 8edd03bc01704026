package ai.viralclip.worker.bucket;

import ai.viralclip.worker.bucket.BucketProbe.ProbeResult;
import ai.viralclip.worker.process.NeededThread;
import ai.viralclip.worker.process.Phase;
import ai.viralclip.worker.process.StartRefused;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Proves the bucket at start, when somebody asks because the store refused something, and again and again while the
 * gate is closed, until it may open.
 */
public final class BucketWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BucketWatch.class);
    private static final Duration BETWEEN_PROOFS = Duration.ofSeconds(3);

    private final Proof probe;
    private final Gate gate;
    private final Duration betweenProofs;
    private final ApplicationEventPublisher availability;
    private @Nullable NeededThread thread;
    private long lastProof;

    /** As {@link ai.viralclip.worker.bucket.BucketProbe} does it. */
    interface Proof {
        ProbeResult check() throws StoreException;
    }

    BucketWatch(Proof probe, Gate gate, ApplicationEventPublisher availability) {
        this(probe, gate, availability, BETWEEN_PROOFS);
    }

    BucketWatch(Proof probe, Gate gate, ApplicationEventPublisher availability, Duration betweenProofs) {
        this.probe = probe;
        this.gate = gate;
        this.availability = availability;
        this.betweenProofs = betweenProofs;
    }

    /** @throws StartRefused where the bucket answers, and is not safe to use: that does not mend itself */
    @Override
    public void start() {
        proveAtStart();
        thread = NeededThread.start(Thread.ofVirtual().name("bucket-watch"), this::run, availability);
    }

    @Override
    public void stop() {
        NeededThread watching = thread;
        if (watching != null) {
            watching.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Phase.BUCKET.value();
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
