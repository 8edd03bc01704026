package ai.viralclip.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

final class NeededThreadTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<Object> published = new CopyOnWriteArrayList<>();

    /** How a thread may end. */
    enum End {
        RETURNS {
            @Override
            void now() {}
        },
        EXCEPTION {
            @Override
            void now() {
                throw new IllegalStateException("a defect");
            }
        },
        ERROR {
            @Override
            void now() {
                throw new OutOfMemoryError("none left");
            }
        };

        abstract void now();
    }

    @ParameterizedTest
    @EnumSource
    void livenessIsDownWhereAThreadEndsThatIsNeededHoweverItEnds(End end) throws InterruptedException {
        NeededThread thread = NeededThread.start(Thread.ofVirtual().name("needed"), end::now, published::add);

        assertThat(thread.join(SOON)).isTrue();
        assertThat(published)
                .singleElement()
                .isInstanceOfSatisfying(
                        AvailabilityChangeEvent.class,
                        event -> assertThat(event.getState()).isEqualTo(LivenessState.BROKEN));
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatMayEndEndsWithoutAWord(End end) throws InterruptedException {
        CountDownLatch stopping = new CountDownLatch(1);
        NeededThread thread = NeededThread.start(Thread.ofVirtual(), () -> endAfter(stopping, end), published::add);

        thread.mayEnd();
        stopping.countDown();

        assertThat(thread.join(SOON)).isTrue();
        assertThat(published).isEmpty();
    }

    @Test
    void aThreadThatIsInterruptedMayEnd() throws InterruptedException {
        NeededThread thread = NeededThread.start(
                Thread.ofVirtual(), () -> endAfter(new CountDownLatch(1), End.RETURNS), published::add);

        thread.interrupt();

        assertThat(thread.join(SOON)).isTrue();
        assertThat(published).isEmpty();
    }

    private static void endAfter(CountDownLatch latch, End end) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            return;
        }
        end.now();
    }
}
