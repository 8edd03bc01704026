package ai.viralclip.worker.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MountTest {

    private static final Path ROOT = Path.of("/media");

    private static final Path FILE = ROOT.resolve("clip.mp4");

    private final Mount mount = new Mount(0, ROOT, Duration.ofMillis(500));
    private final CountDownLatch answers = new CountDownLatch(1);

    @Test
    void aCallIsMadeByAThreadOfTheMountAndReturnsWhatItFound() throws Exception {
        Thread caller = mount.call(FILE, Thread::currentThread);

        assertThat(caller.isVirtual()).isFalse();
        assertThat(caller.isDaemon()).isTrue();
        assertThat(caller.getName()).startsWith("media-0-");
    }

    @Test
    void whatACallThrowsIsThrown() {
        assertThatThrownBy(() -> mount.call(FILE, () -> {
                    throw new NoSuchFileException("/media/clip.mp4");
                }))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> mount.call(FILE, () -> {
                    throw new IllegalStateException("a defect");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCallThatHangsIsGivenUpAndCountedUntilItReturns() {
        assertThatThrownBy(() -> mount.call(FILE, this::hang))
                .isInstanceOf(SourceUnresponsive.class)
                .hasMessage("/media did not answer within 500 ms");
        assertThat(mount.hung()).isEqualTo(1);
        assertThat(mount.state()).isEqualTo(RootState.SLUGGISH);

        answers.countDown();
        await().until(() -> mount.hung() == 0);
        assertThat(mount.state()).isEqualTo(RootState.USABLE);
    }

    @Test
    void whereAllThreadsHangCallsFailAtOnceUntilTheyReturn() throws Exception {
        try (Hang _ = Hang.of(mount)) {
            AtomicInteger made = new AtomicInteger();
            for (int more = 0; more < 1_000; more++) {
                assertThatThrownBy(() -> mount.call(FILE, made::incrementAndGet))
                        .isInstanceOf(SourceUnresponsive.class)
                        .hasMessage("/media does not answer: 8 calls to it hang");
            }
            assertThat(mount.state()).isEqualTo(RootState.UNRESPONSIVE);
            assertThat(made).hasValue(0);
        }
        assertThat(mount.call(FILE, () -> "there")).isEqualTo("there");
    }

    @Test
    void aFileThatHangsTimeAndAgainHoldsOneThread() throws Exception {
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThatThrownBy(() -> mount.call(FILE, this::hang)).isInstanceOf(SourceUnresponsive.class);
        }
        assertThat(mount.hung()).isEqualTo(1);
        assertThat(mount.call(ROOT.resolve("other.mp4"), () -> "there")).isEqualTo("there");

        answers.countDown();
        await().until(() -> mount.hung() == 0);
        assertThat(mount.call(FILE, () -> "there")).isEqualTo("there");
    }

    @Test
    void aHungMountIsNoMatterToAnother() throws Exception {
        Mount other = new Mount(1, Path.of("/other"), Duration.ofMinutes(1));
        try (Hang _ = Hang.of(mount)) {
            assertThat(other.call(FILE, () -> "there")).isEqualTo("there");
        }
    }

    @Test
    void aCallThatWaitedForAThreadUntilItWasGivenUpIsNotMade() throws Exception {
        Mount patient = new Mount(0, ROOT, Duration.ofMillis(500));
        for (int thread = 0; thread < Mount.THREADS; thread++) {
            Thread.ofVirtual().start(() -> callAndForget(patient));
        }
        await().until(() -> patient.calls() == Mount.THREADS);
        AtomicInteger made = new AtomicInteger();
        assertThatThrownBy(() -> patient.call(FILE, made::incrementAndGet)).isInstanceOf(SourceUnresponsive.class);

        answers.countDown();
        await().until(() -> patient.hung() == 0);
        assertThat(patient.call(FILE, () -> "there")).isEqualTo("there");
        assertThat(made).hasValue(0);
    }

    @Test
    void whatIsOpenedTooLateIsClosed() {
        CountDownLatch closed = new CountDownLatch(1);
        Closeable file = closed::countDown;
        assertThatThrownBy(() -> mount.call(FILE, () -> {
                    hang();
                    return file;
                }))
                .isInstanceOf(SourceUnresponsive.class);

        answers.countDown();
        await().until(() -> closed.getCount() == 0);
    }

    @Test
    void aFileIsNotClosedWhileAThreadIsInItAndIsAfterThat() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        assertThatThrownBy(() -> mount.callWith(closed::countDown, FILE, this::hang))
                .isInstanceOf(SourceUnresponsive.class);
        assertThat(mount.call(ROOT, () -> "another thread")).isNotNull();
        assertThat(closed.getCount()).isEqualTo(1);

        answers.countDown();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptEndsNoCallAndIsNotLost() throws Exception {
        Thread.currentThread().interrupt();
        try {
            assertThat(mount.call(FILE, () -> "there")).isEqualTo("there");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void callAndForget(Mount to) {
        try {
            to.call(FILE, this::hang);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SourceUnresponsive.class);
        }
    }

    private boolean hang() throws IOException {
        try {
            answers.await();
            return true;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
