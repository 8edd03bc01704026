package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.worker.bucket.BucketEvent.Errand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PatienceTest {

    private final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(4), new Random(1));
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aCallIsRepeatedForAsLongAsTheStoreIsUnavailable() throws Exception {
        assertThat(patience.with(() -> {
                    if (calls.incrementAndGet() < 40) {
                        throw new StoreException(new StoreFailure.Unavailable("an outage", false));
                    }
                    return "there";
                }))
                .isEqualTo("there");
        assertThat(calls).hasValue(40);
    }

    @Test
    void eachRepetitionIsToldWithItsErrandAndOfNobodysErrandNoneIs() throws Exception {
        List<BucketEvent> told = new ArrayList<>();
        for (Patience one :
                List.of(patience.telling(told::add), patience.telling(told::add).on(Errand.LISTING))) {
            calls.set(0);
            one.with(() -> {
                if (calls.incrementAndGet() < 4) {
                    throw new StoreException(new StoreFailure.Unavailable("an outage", false));
                }
                return "there";
            });
        }
        assertThat(told).hasSize(3).containsOnly(new BucketEvent.TriedAgain(Errand.LISTING));
    }

    @Test
    void anyOtherFailureGoesToTheCallerAtOnce() {
        var denied = new StoreException(new StoreFailure.Denied("no"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> patience.with(() -> {
                    calls.incrementAndGet();
                    throw denied;
                }))
                .isSameAs(denied);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anInterruptEndsTheWaiting() {
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> patience.with(() -> {
                    Thread.currentThread().interrupt();
                    throw new StoreException(new StoreFailure.Unavailable("an outage", false));
                }));
    }
}
