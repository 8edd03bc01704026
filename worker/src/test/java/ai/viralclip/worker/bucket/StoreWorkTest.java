package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.BucketProbe.ProbeResult;
import ai.viralclip.worker.process.NeededTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a request does its work again. */
@Timeout(30)
final class StoreWorkTest {

    private static final StoreFailure OUTAGE = new StoreFailure.Unavailable("an outage", false);
    private static final StoreFailure REFUSAL = new StoreFailure.Doubtful("a lock");

    private final Gate gate = new Gate(InstantSource.fixed(Instant.EPOCH), event -> {});
    private final NeededTask watch =
            new BucketWatch(ProbeResult.Passed::new, gate, Duration.ofMillis(1)).task(event -> {});
    private final List<BucketEvent> told = new ArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();

    @BeforeEach
    void prove() {
        gate.open();
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.stop();
    }

    @ParameterizedTest
    @EnumSource(Errand.class)
    void anOutageIsWaitedForAndEachRepetitionIsToldWithItsErrand(Errand errand) throws Exception {
        work(1, 2).until(errand, () -> failing(40, OUTAGE));

        assertThat(tries).hasValue(41);
        assertThat(told).hasSize(40).containsOnly(new BucketEvent.TriedAgain(errand));
    }

    @Test
    void aRefusalIsTriedAgainAtGrowingIntervalsAndGivenUpInTheEnd() {
        assertThatExceptionOfType(StoreWork.GivenUp.class)
                .isThrownBy(() -> work(40, 160).until(Errand.LISTING, () -> failing(100_000, REFUSAL)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RequestReason.STORE_REFUSED))
                .withMessage("a lock");

        assertThat(tries.get()).isBetween(3, 12);
        assertThat(told).hasSize(tries.get() - 1);
    }

    @Test
    void aRefusalHasItsTimeHoweverLongTheWorkTookBefore() throws Exception {
        work(1, 2).until(Errand.PURGE, () -> {
            if (tries.get() == 0) {
                await().pollDelay(Duration.ofMillis(600)).until(() -> true);
            }
            return failing(1, REFUSAL);
        });

        assertThat(tries).hasValue(2);
    }

    @Test
    void anOutageInBetweenIsNoPartOfARefusalsTime() throws Exception {
        List<StoreFailure> failures = List.of(REFUSAL, OUTAGE, REFUSAL);
        work(1, 2).until(Errand.PURGE, () -> {
            if (tries.get() == 1) {
                await().pollDelay(Duration.ofMillis(600)).until(() -> true);
            }
            return failing(failures.size(), failures.get(Math.min(tries.get(), 2)));
        });

        assertThat(tries).hasValue(4);
    }

    @Test
    void whatCanNeverSucceedIsNotTriedAgain() {
        assertThatExceptionOfType(StoreWork.GivenUp.class)
                .isThrownBy(() ->
                        work(1, 2).until(Errand.PURGE, () -> failing(9, new StoreFailure.Refused("too long a name"))));

        assertThat(tries).hasValue(1);
        assertThat(told).isEmpty();
    }

    @Test
    void aDefectIsTriedThreeTimes() {
        assertThatExceptionOfType(StoreWork.GivenUp.class)
                .isThrownBy(() -> work(1, 2).until(Errand.PURGE, () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("a defect");
                }))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RequestReason.INTERNAL_ERROR));

        assertThat(tries).hasValue(3);
    }

    private StoreWork work(long firstMillis, long longestMillis) {
        Patience patience =
                new Patience(Duration.ofMillis(firstMillis), Duration.ofMillis(longestMillis), new Random(1));
        return new StoreWork(gate, patience.telling(told::add), Duration.ofMillis(500));
    }

    private int failing(int times, StoreFailure failure) throws StoreException {
        if (tries.getAndIncrement() < times) {
            throw new StoreException(failure);
        }
        return tries.get();
    }
}
