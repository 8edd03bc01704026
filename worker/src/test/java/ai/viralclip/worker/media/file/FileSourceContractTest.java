package ai.viralclip.worker.media.file;

import ai.viralclip.worker.media.MediaPlace;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSourceContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Files under a root. */
class FileSourceContractTest implements MediaSourceContract {

    @TempDir
    private Path temp;

    private MediaPlace folder = new Folder(Path.of("none"), Path.of("none"));

    @BeforeEach
    void makeRoot() throws IOException {
        folder = new Folder(
                Files.createDirectory(temp.resolve("media")).toRealPath(),
                Files.createDirectory(temp.resolve("outside")));
    }

    @Override
    public MediaPlace place() {
        return folder;
    }

    private static final class Folder implements MediaPlace {

        private final Path root;
        private final Path outside;
        private final Mounts mounts;
        private final List<Hang> hung = new ArrayList<>();

        Folder(Path root, Path outside) {
            this.root = root;
            this.outside = outside;
            this.mounts = new Mounts(List.of(root), Duration.ofSeconds(2));
        }

        @Override
        public MediaSource source() {
            return new FileMediaSource(mounts, Long.MAX_VALUE, _ -> {});
        }

        @Override
        public URI put(String name, byte[] bytes) throws IOException {
            return Files.write(root.resolve(name), bytes).toUri();
        }

        @Override
        public void remove(String name) throws IOException {
            Files.delete(root.resolve(name));
        }

        @Override
        public URI notAllowed() throws IOException {
            return Files.write(outside.resolve("clip.mp4"), MediaSourceContract.VIDEO)
                    .toUri();
        }

        @Override
        public void hang() {
            hung.add(Hang.of(mounts.all().getFirst()));
        }

        @Override
        public void close() {
            hung.forEach(Hang::close);
        }
    }
}
