package ai.viralclip.worker.media.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.Peek;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/** A look at a file under a root: all that is to be known of it, in one call to its mount. */
record Look(Mount mount, Path asked, MediaKind kind) implements MountCall.Work<Look.Seen> {

    /** What was seen. */
    sealed interface Seen {}

    /**
     * A regular file.
     *
     * @param path its real one, every symbolic link resolved
     * @param flaw what makes it no media of its kind
     */
    record File(Path path, long sizeBytes, Instant modifiedAt, Optional<String> flaw) implements Seen {}

    /** Links lead out of this root. */
    record Elsewhere(Path path) implements Seen {}

    /** A folder, a pipe, a device. */
    record NoFile() implements Seen {}

    /** The root is not there, or nothing is in it: it is not mounted. */
    record NoRoot() implements Seen {}

    /** @throws IOException where the file is not there, or cannot be read */
    @Override
    public Seen run() throws IOException {
        Path root = resolve(mount);
        try {
            Path real = asked.toRealPath();
            mount.present();
            return real.startsWith(root) ? at(root, real) : new Elsewhere(real);
        } catch (IOException e) {
            if (isEmpty(root)) {
                mount.gone();
                return new NoRoot();
            }
            mount.present();
            throw e;
        }
    }

    /** A root that cannot be resolved now is where it was. */
    static Path resolve(Mount mount) {
        try {
            mount.movedTo(mount.root().toRealPath());
        } catch (IOException e) {
            mount.gone();
        }
        return mount.realRoot();
    }

    private Seen at(Path root, Path real) throws IOException {
        BasicFileAttributes found = Files.readAttributes(real, BasicFileAttributes.class, NOFOLLOW_LINKS);
        // Looked at before it is opened: to open a pipe is to wait for whoever writes into it.
        if (!found.isRegularFile()) {
            return new NoFile();
        }
        try (SeekableByteChannel file = NoLinks.open(root, real)) {
            Peek in = Peek.of(file);
            return new File(real, in.sizeBytes(), found.lastModifiedTime().toInstant(), kind.flaw(in));
        }
    }

    /** Also where nobody can tell: of a folder that cannot be listed no file can be missing. */
    private static boolean isEmpty(Path root) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            return !entries.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException e) {
            return true;
        }
    }
}
