package ai.viralclip.worker.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** As many calls as a mount has threads, hung until this is closed. */
public final class Hang implements AutoCloseable {

    private final Mount mount;
    private final CountDownLatch answers = new CountDownLatch(1);

    private Hang(Mount mount) {
        this.mount = mount;
    }

    static Hang of(Mount mount) {
        Hang hang = new Hang(mount);
        for (int thread = 0; thread < Mount.THREADS; thread++) {
            Path file = mount.root().resolve("hung-" + thread);
            Thread.ofVirtual().start(() -> hang.call(file));
        }
        await().until(() -> mount.hung() == Mount.THREADS);
        return hang;
    }

    private void call(Path file) {
        try {
            mount.call(file, this::untilItAnswers);
        } catch (SourceUnresponsive e) {
            assertThat(e).hasMessageContaining("did not answer");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean untilItAnswers() throws IOException {
        try {
            answers.await();
            return true;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        answers.countDown();
        await().until(() -> mount.hung() == 0);
    }
}
