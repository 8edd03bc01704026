package ai.viralclip.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.SmartLifecycle;

@Timeout(30)
final class NeededTaskTest {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Object> published = new CopyOnWriteArrayList<>();

    @Test
    void itRunsAgainWhereItIsStartedAgainAfterAStop() {
        NeededTask task = task(() -> told.add("first"));
        for (int times = 1; times <= 2; times++) {
            int so = times;
            task.start();
            assertThat(task.isRunning()).isTrue();
            await().until(() -> told.stream().filter("a thread"::equals).count() == so);

            task.stop();
            assertThat(task.isRunning()).isFalse();
            await().until(() -> told.stream().filter("interrupted"::equals).count() == so);
        }
        assertThat(told).startsWith("first", "a thread").hasSize(6);
        assertThat(published).isEmpty();
    }

    @Test
    void nothingIsStartedWhereTheFirstStepIsRefused() {
        NeededTask task = task(() -> {
            throw new StartRefused("not so", "do so");
        });

        assertThatExceptionOfType(StartRefused.class).isThrownBy(task::start);

        assertThat(task.isRunning()).isFalse();
        task.stop();
        assertThat(told).isEmpty();
    }

    @Test
    void theWatchdogIsThereBeforeAllOthersAndAfterThem() {
        assertThat(Phase.WATCHDOG.value()).isZero();
        assertThat(Phase.values()).isSortedAccordingTo((a, b) -> Integer.compare(a.value(), b.value()));
        assertThat(Phase.REQUESTS.value()).isEqualTo(SmartLifecycle.DEFAULT_PHASE);
    }

    private NeededTask task(Runnable first) {
        return new NeededTask(Thread.ofVirtual().name("a thread"), first, this::run, Phase.BUCKET, published::add);
    }

    private void run() {
        told.add(Thread.currentThread().getName());
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            told.add("interrupted");
        }
    }
}
