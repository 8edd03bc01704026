package ai.viralclip.worker.media.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Named pipes: opening one for reading hangs in the kernel until somebody opens it for writing. */
final class Pipes {

    private Pipes() {}

    static Path make(Path pipe) throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        return pipe;
    }
}
