package ai.viralclip.worker.media.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file systems under {@code clip.media.file-roots}, each called by threads of its own. */
public final class Mounts {

    /** What is read with one call where less is asked for. */
    private static final int LEAST_BYTES = 64 * 1024;

    private final List<Mount> mounts;

    Mounts(List<Path> roots, Duration timeout) {
        List<Mount> all = new ArrayList<>();
        for (Path root : roots) {
            all.add(new Mount(all.size(), root, timeout));
        }
        this.mounts = List.copyOf(all);
    }

    /**
     * A root as it is at this moment, roughly: nobody is stopped for a look.
     *
     * @param calls to its file system that somebody waits for
     * @param hung calls that nobody waits for any more, and that have not returned
     */
    public record Root(Path path, RootState state, int calls, int hung) {

        /** Whether clips on it may get through. */
        public boolean isUsable() {
            return state == RootState.USABLE || state == RootState.SLUGGISH;
        }
    }

    /** All of them, in the order of their configuration. */
    public List<Root> roots() {
        return mounts.stream()
                .map(mount -> new Root(mount.root(), mount.state(), mount.calls(), mount.hung()))
                .toList();
    }

    List<Mount> all() {
        return mounts;
    }

    /** The one that a real path is on. */
    Optional<Mount> of(Path real) {
        return mounts.stream()
                .filter(mount -> real.startsWith(mount.realRoot()))
                .findFirst();
    }

    /**
     * Opens a file, with its first read.
     *
     * @param sizeBytes that it must have
     * @param offset of the first byte to be read
     */
    InputStream open(Path path, long sizeBytes, long offset) throws IOException {
        Mount mount = of(path).orElseThrow(() -> new IOException("the file is under no root any more"));
        // Has a buffer only once less is asked for than it would hold.
        return new BufferedInputStream(new MountedFile(mount, path, sizeBytes, offset), LEAST_BYTES);
    }

    /** @throws IOException where it is not there, or under no root any more */
    BasicFileAttributes attributes(Path path) throws IOException {
        Mount mount = of(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        return mount.call(path, () -> Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
    }
}
