package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.bucket.BucketProbe.ProbeResult;
import ai.viralclip.worker.process.NeededTask;
import ai.viralclip.worker.process.StartRefused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate and who guards it: closed for all only where the store refuses the proof as well. */
class BucketWatchTest {

    private static final StoreFailure DENIED = new StoreFailure.Denied("put probe/1: 403 QuotaExceeded");

    private final AtomicInteger proofs = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Gate gate =
            new Gate(InstantSource.system(), event -> told.add(event.getClass().getSimpleName()));
    private volatile BucketProbe store = ProbeResult.Passed::new;
    private final NeededTask watch = new BucketWatch(
                    () -> {
                        proofs.incrementAndGet();
                        return store.check();
                    },
                    gate,
                    Duration.ofMillis(50))
            .task(event -> {});

    @BeforeEach
    void start() {
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void whatIsRefusedAloneClosesNothing() throws Exception {
        assertThat(gate.ask()).isEqualTo(Gate.Answer.TAKES);
        assertThat(gate.closed()).isEmpty();
        assertThat(told).containsExactly("Resumed");
    }

    @Test
    void aStoreThatRefusesTheProofTooHaltsAllUntilItDoesNot() throws Exception {
        store = refusing(DENIED);
        assertThat(gate.ask()).isEqualTo(Gate.Answer.REFUSES);
        assertThat(gate.closed())
                .hasValueSatisfying(closed -> assertThat(closed.reason()).isEqualTo(HaltReason.STORE_DENIED));
        store = ProbeResult.Passed::new;
        gate.awaitOpen();
        assertThat(told).containsExactly("Resumed", "Halted", "Resumed");
    }

    @Test
    void everyRefusalOfTheProofHalts() throws Exception {
        for (StoreFailure refusal : List.of(
                DENIED, new StoreFailure.Doubtful("put probe/1: 405"), new StoreFailure.Refused("put probe/1: 413"))) {
            store = refusing(refusal);
            assertThat(gate.ask()).isEqualTo(Gate.Answer.REFUSES);
            store = ProbeResult.Passed::new;
            gate.awaitOpen();
        }
    }

    @Test
    void aProofThatTheStoreDoesNotAnswerTellsNothing() throws Exception {
        store = refusing(new StoreFailure.Unavailable("put probe/1: 503", false));
        assertThat(gate.ask()).isEqualTo(Gate.Answer.NONE);
        assertThat(gate.closed()).isEmpty();
    }

    @Test
    void aDefectOfTheProofTellsNothingAndIsNotTheLast() throws Exception {
        store = () -> {
            throw new IllegalStateException("a defect");
        };
        assertThat(gate.ask()).isEqualTo(Gate.Answer.NONE);
        store = ProbeResult.Passed::new;
        assertThat(gate.ask()).isEqualTo(Gate.Answer.TAKES);
    }

    @Test
    void howeverManyAskIsOneProofOrTwo() throws Exception {
        Callable<Gate.Answer> ask = gate::ask;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(IntStream.range(0, 500).mapToObj(i -> ask).toList());
            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(Gate.Answer.TAKES));
        }
        // One at the start, one that may have begun before some asked.
        assertThat(proofs.get()).isBetween(2, 4);
    }

    @Test
    void anUnsafeBucketRefusesTheStart() {
        watch.stop();
        store = () -> new ProbeResult.Unsafe("strangers can list it");

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(watch::start)
                .withMessageContaining("strangers can list it");

        assertThat(watch.isRunning()).isFalse();
    }

    @Test
    void nobodyAsksAndNothingIsProved() {
        await().during(Duration.ofMillis(300)).until(() -> proofs.get() == 1);
    }

    private static BucketProbe refusing(StoreFailure failure) {
        return () -> {
            throw new StoreException(failure);
        };
    }
}
