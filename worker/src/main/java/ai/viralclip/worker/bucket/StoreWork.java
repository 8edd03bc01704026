package ai.viralclip.worker.bucket;

import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a request's work as clips are done: it waits while the gate is closed, asks for a proof where the store refuses
 * something, and gives up only what can never succeed.
 *
 * <p>How often the whole work is done again: for an outage as long as that lasts, at growing intervals
 * ({@link Patience}); for a refusal likewise, for a minute in which the store takes the proof; for a defect
 * {@value #MOST_DEFECTS} times.
 */
public final class StoreWork {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWork.class);

    /** A defect that comes again so often will not go away. */
    private static final int MOST_DEFECTS = 3;

    private static final Duration AFTER_A_DEFECT = Duration.ofSeconds(1);

    /** As for clips: by then a change of the key's rights is true everywhere. */
    private static final Duration REFUSED_WITHIN = Duration.ofMinutes(1);

    private final Gate gate;
    private final Patience patience;
    private final Duration refusedWithin;

    public StoreWork(Gate gate, Patience patience) {
        this(gate, patience, REFUSED_WITHIN);
    }

    /** @param refusedWithin what the store refuses for longer, while it takes the proof, is given up */
    StoreWork(Gate gate, Patience patience, Duration refusedWithin) {
        this.gate = gate;
        this.patience = patience;
        this.refusedWithin = refusedWithin;
    }

    /** What can never succeed, and why. */
    public static final class GivenUp extends Exception {

        private final RequestReason reason;

        public GivenUp(RequestReason reason, String detail) {
            super(detail);
            this.reason = reason;
        }

        public RequestReason reason() {
            return reason;
        }
    }

    public interface Work<T> {
        T run() throws StoreException, GivenUp, InterruptedException;
    }

    public <T> T until(Errand errand, Work<T> work) throws GivenUp, InterruptedException {
        Tries tries = new Tries(patience.on(errand));
        while (true) {
            gate.awaitOpen();
            try {
                return work.run();
            } catch (StoreException e) {
                tries.failed(e.failure());
            } catch (RuntimeException | Error defect) {
                // Even an Error: a request without a thread would hold up those behind it for ever.
                tries.failed(defect);
            }
        }
    }

    /** What became of the tries at one work so far. Each method returns where it is to be tried again. */
    private final class Tries {

        private final Patience waits;
        private int failures;
        private int defects;
        private long refusedSince;
        private boolean refused;

        Tries(Patience waits) {
            this.waits = waits;
        }

        void failed(StoreFailure failure) throws GivenUp, InterruptedException {
            switch (failure) {
                case StoreFailure.Denied _, StoreFailure.Doubtful _ -> judge(failure);
                case StoreFailure.Unavailable _ -> refused = false;
                case StoreFailure.Refused _,
                        StoreFailure.BadDigest _,
                        StoreFailure.SourceUnreadable _,
                        StoreFailure.SourceUnresponsive _ ->
                    throw new GivenUp(RequestReason.STORE_REFUSED, failure.detail());
            }
            waits.beforeAgain(failures, failure);
            failures++;
        }

        private void judge(StoreFailure refusal) throws GivenUp, InterruptedException {
            if (!refused) {
                refused = true;
                refusedSince = System.nanoTime();
            }
            Duration lasts = Duration.ofNanos(System.nanoTime() - refusedSince);
            Gate.Answer said = gate.ask();
            if (said == Gate.Answer.TAKES && lasts.compareTo(refusedWithin) >= 0) {
                throw new GivenUp(RequestReason.STORE_REFUSED, refusal.detail());
            }
            if (said == Gate.Answer.REFUSES) {
                // Everybody is halted, and this work as well: its time and its pace begin anew.
                refused = false;
                failures = 0;
            }
        }

        void failed(Throwable defect) throws GivenUp, InterruptedException {
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
