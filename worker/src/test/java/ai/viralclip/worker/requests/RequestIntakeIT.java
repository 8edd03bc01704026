package ai.viralclip.worker.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that take requests from each other, against a real broker. */
class RequestIntakeIT extends RequestsOnABroker {

    /** Where a worker is frozen until another one has ended its request. */
    enum Frozen {
        BEFORE_IT_ANNOUNCES,
        WHILE_IT_WORKS
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatWakesTellsNothingOfARequestThatAnotherEnded(Frozen moment) throws Exception {
        CountDownLatch thaw = new CountDownLatch(1);
        CountDownLatch frozen = new CountDownLatch(1);
        StandInRequests first = work("a");
        Runnable freeze = () -> {
            frozen.countDown();
            uninterrupted(thaw);
        };
        if (moment == Frozen.BEFORE_IT_ANNOUNCES) {
            first.onTake = freeze;
        } else {
            first.onProgress = freeze;
            first.ends = new CountDownLatch(1);
        }
        ask("1");
        launch(first, Map.of("max.poll.interval.ms", 2_000));
        frozen.await();

        RequestIntake second = launch(work("b"), Map.of());
        await().atMost(SOON).until(() -> values(marks).contains("b ended 0"));
        thaw.countDown();
        second.stop();
        first.ends.countDown();
        first.onTake = () -> {};
        first.onProgress = () -> {};
        ask("2");

        await().atMost(SOON).until(() -> values(marks).contains("a ended 1"));
        List<String> expected = new ArrayList<>(List.of("b running 0", "b ended 0", "a running 1", "a ended 1"));
        if (moment == Frozen.WHILE_IT_WORKS) {
            expected.addFirst("a running 0");
        }
        assertThat(values(marks)).isEqualTo(expected);
        assertThat(values(replies)).containsExactly("b done 0", "a done 1");
    }

    @Test
    void workersThatComeAndGoDoNotBreakARequestOffWhosePartitionStays() throws Exception {
        StandInRequests work = work("a");
        work.ends = new CountDownLatch(1);
        ask("1");
        launch(work, Map.of());
        await().atMost(SOON).until(() -> work.begun.get() == 1);

        // Slow to say that it has heard of a rebalance: until then nobody is through with it.
        try (Consumer<byte[], byte[]> slow = consumers(Map.of()).createConsumer(group(), null, null)) {
            join(slow, slow, work);
            for (int i = 0; i < 3; i++) {
                try (Consumer<byte[], byte[]> other = consumers(Map.of()).createConsumer(group(), null, null)) {
                    join(other, slow, work);
                }
            }
        }
        work.ends.countDown();

        await().atMost(SOON).until(() -> values(replies).contains("a done 0"));
        assertThat(work.begun).hasValue(1);
        assertThat(work.taken).hasValue(1);
        assertThat(values(marks)).containsExactly("a running 0", "a ended 0");
    }

    private void join(Consumer<byte[], byte[]> other, Consumer<byte[], byte[]> slow, StandInRequests work) {
        other.subscribe(List.of(requests));
        int before = work.progress.get();
        await().atMost(SOON).pollInterval(Duration.ofMillis(600)).until(() -> {
            slow.poll(Duration.ofMillis(10));
            other.poll(Duration.ofMillis(100));
            return other.groupMetadata().generationId() > 0 && work.progress.get() > before + 20;
        });
    }

    @Test
    void whatIsToldOfRequestsThatNobodyWorksOnIsTakenBack() {
        StandInRequests work = work("a");
        work.stray.set(Optional.of(7L));
        launch(work, Map.of());

        await().atMost(SOON).until(() -> values(marks).contains("a ended 7"));
        work.stray.set(Optional.empty());

        assertThat(committed()).isZero();
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
