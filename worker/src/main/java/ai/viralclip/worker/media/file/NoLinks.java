package ai.viralclip.worker.media.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Set;

/**
 * Opens files by their real path, folder by folder, each in the one before it and none through a link ({@code openat}
 * with {@code O_NOFOLLOW}). So whoever swaps a folder for a link after it was looked at gets nothing read that is
 * outside the root. Every folder on the way must be readable: see decision 0080.
 */
final class NoLinks {

    private static final Set<? extends OpenOption> HOW = Set.of(READ, NOFOLLOW_LINKS);

    private NoLinks() {}

    /**
     * @param root its real path, which the operator vouches for
     * @param file its real path, as it was found to be
     * @throws IOException where it is not there, or cannot be read, or a link is on the way now
     */
    static SeekableByteChannel open(Path root, Path file) throws IOException {
        if (!file.startsWith(root) || file.equals(root)) {
            throw new FileSystemException(file.toString(), null, "is under its root no more");
        }
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(root)) {
            return folder instanceof SecureDirectoryStream<Path> secure
                    ? open(secure, root, root.relativize(file))
                    // A platform without openat: only a link at the very end is refused.
                    : Files.newByteChannel(file, HOW);
        }
    }

    private static SeekableByteChannel open(SecureDirectoryStream<Path> folder, Path at, Path rest) throws IOException {
        Path name = rest.getName(0);
        if (rest.getNameCount() == 1) {
            return folder.newByteChannel(name, HOW);
        }
        Path below = at.resolve(name);
        try (SecureDirectoryStream<Path> next = folder(folder, name, below)) {
            return open(next, below, rest.subpath(1, rest.getNameCount()));
        }
    }

    private static SecureDirectoryStream<Path> folder(SecureDirectoryStream<Path> in, Path name, Path whole)
            throws IOException {
        try {
            return in.newDirectoryStream(name, NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            // By its whole name, for the message: here it is known by its last part alone.
            var named = new AccessDeniedException(whole.toString());
            named.initCause(e);
            throw named;
        }
    }
}
