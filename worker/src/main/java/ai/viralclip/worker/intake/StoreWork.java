package ai.viralclip.worker.intake;

import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a request's work as clips are done: it waits while the gate is closed, asks for a proof where the store refuses
 * something, and gives up only what can never succeed.
 */
final class StoreWork {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWork.class);

    /** A defect that comes again so often will not go away. */
    private static final int MOST_DEFECTS = 3;

    private static final Duration AFTER_A_DEFECT = Duration.ofSeconds(1);

    /** As for clips: by then a change of the key's rights is true everywhere. */
    private static final Duration REFUSED_WITHIN = Duration.ofMinutes(1);

    private final Gate gate;
    private final Duration refusedWithin;

    StoreWork(Gate gate) {
        this(gate, REFUSED_WITHIN);
    }

    /** @param refusedWithin what the store refuses for longer, while it takes the proof, is given up */
    StoreWork(Gate gate, Duration refusedWithin) {
        this.gate = gate;
        this.refusedWithin = refusedWithin;
    }

    /** What can never succeed, and why. */
    static final class GivenUp extends Exception {

        private final RequestReason reason;

        GivenUp(RequestReason reason, String detail) {
            super(detail);
            this.reason = reason;
        }

        RequestReason reason() {
            return reason;
        }
    }

    interface Work<T> {
        T run() throws StoreException, GivenUp, InterruptedException;
    }

    /** Returns where it is to be tried again. */
    private void judge(StoreFailure refusal, long began) throws GivenUp, InterruptedException {
        Duration waited = Duration.ofNanos(System.nanoTime() - began);
        if (gate.ask() == Gate.Answer.TAKES && waited.compareTo(refusedWithin) >= 0) {
            throw new GivenUp(RequestReason.STORE_REFUSED, refusal.detail());
        }
    }

    <T> T until(Work<T> work) throws GivenUp, InterruptedException {
        int defects = 0;
        long began = System.nanoTime();
        while (true) {
            gate.awaitOpen();
            try {
                return work.run();
            } catch (StoreException e) {
                switch (e.failure()) {
                    case StoreFailure.Denied _, StoreFailure.Doubtful _ -> judge(e.failure(), began);
                    case StoreFailure.Unavailable _ -> Thread.sleep(AFTER_A_DEFECT);
                    case StoreFailure.Refused _,
                            StoreFailure.BadDigest _,
                            StoreFailure.SourceUnreadable _,
                            StoreFailure.SourceUnresponsive _ ->
                        throw new GivenUp(
                                RequestReason.STORE_REFUSED, e.failure().detail());
                }
            } catch (RuntimeException | Error defect) {
                // Even an Error: a request without a thread would hold up those behind it for ever.
                LOG.atError()
                        .addKeyValue("reason", RequestReason.INTERNAL_ERROR.wireName())
                        .setCause(defect)
                        .log("defect in a request");
                if (++defects == MOST_DEFECTS) {
                    throw new GivenUp(
                            RequestReason.INTERNAL_ERROR,
                            "the worker failed on this request with "
                                    + defect.getClass().getSimpleName());
                }
                Thread.sleep(AFTER_A_DEFECT);
            }
        }
    }
}
