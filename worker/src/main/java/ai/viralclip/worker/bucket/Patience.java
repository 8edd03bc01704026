package ai.viralclip.worker.bucket;

import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.process.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Repeats a call for as long as the store is unavailable, with growing, jittered waits; any other failure goes to the
 * caller. For work that has no other place to wait.
 *
 * <p>An outage has no end that is known, so that calls are not bounded in number but in pace: each is repeated at most
 * once in half of the longest wait, once it has doubled up to there. Every repetition is told.
 */
public final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final Backoff backoff;
    private final BucketEvent.Listener events;
    private final Optional<Errand> errand;

    /** Of nobody's errand: what it repeats is told nobody. */
    public Patience(Duration firstDelay, Duration longestDelay, RandomGenerator random) {
        this(new Backoff(firstDelay, longestDelay, random), event -> {}, Optional.empty());
    }

    private Patience(Backoff backoff, BucketEvent.Listener events, Optional<Errand> errand) {
        this.backoff = backoff;
        this.events = events;
        this.errand = errand;
    }

    /** The same, but the listener is told of what is repeated {@linkplain #on on an errand}. */
    public Patience telling(BucketEvent.Listener listener) {
        return new Patience(backoff, listener, errand);
    }

    /** The same, on that errand. */
    public Patience on(Errand other) {
        return new Patience(backoff, events, Optional.of(other));
    }

    /** A call that may be repeated whatever became of it. */
    public interface Call<T> {
        T run() throws StoreException, InterruptedException;
    }

    /**
     * What the call gives, once the store is available.
     *
     * @throws StoreException with any failure but {@link StoreFailure.Unavailable}
     * @throws InterruptedException where the caller is no longer wanted
     */
    public <T> T with(Call<T> call) throws StoreException, InterruptedException {
        for (int failures = 0; ; failures++) {
            try {
                return call.run();
            } catch (StoreException e) {
                // An interrupt surfaces in the store's client as one more broken connection.
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while talking to the store");
                }
                if (!(e.failure() instanceof StoreFailure.Unavailable unavailable)) {
                    throw e;
                }
                beforeAgain(failures, unavailable);
            }
        }
    }

    /**
     * What failed is about to be done again: tells it, and waits.
     *
     * @param failures before this one, in a row
     */
    public void beforeAgain(int failures, StoreFailure why) throws InterruptedException {
        // The first, the second, the fourth, the eighth: an outage is told without filling the log.
        LOG.atLevel(Integer.bitCount(failures + 1) == 1 ? Level.INFO : Level.DEBUG)
                .addKeyValue("failures", failures + 1)
                .addKeyValue("detail", why.detail())
                .log("again");
        errand.ifPresent(one -> events.on(new BucketEvent.TriedAgain(one)));
        sleepAfter(failures);
    }

    /** Sleeps between half of the wait and all of it; the wait doubles with each failure before. */
    public void sleepAfter(int failures) throws InterruptedException {
        Thread.sleep(backoff.after(failures));
    }
}
