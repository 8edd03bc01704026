package ai.viralclip.worker.media;

import ai.viralclip.worker.media.MediaFailure.Missing;
import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The folders under which {@code file:} media may lie; no symbolic link and no {@code ..} leads out of them. */
final class FileRoots {

    private final List<Path> roots;

    FileRoots(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The real path of an existing regular file under a root. */
    Path resolve(URI uri) throws MediaException {
        Path asked = pathOf(uri);
        // Decided on the name first: whether a file exists outside the roots is nobody's business.
        if (roots.stream().noneMatch(asked::startsWith)) {
            throw new MediaException(new NotAllowed(asked + " is under none of clip.media.file-roots"));
        }
        Path real = realPath(asked);
        if (roots.stream().map(FileRoots::real).noneMatch(real::startsWith)) {
            throw new MediaException(new NotAllowed(asked + " leads out of clip.media.file-roots by a symbolic link"));
        }
        if (!Files.isRegularFile(real)) {
            throw new MediaException(new NotAllowed(asked + " is not a regular file"));
        }
        return real;
    }

    private static Path pathOf(URI uri) throws MediaException {
        if (!"file".equalsIgnoreCase(uri.getScheme())) {
            throw new MediaException(new NotAllowed("media at " + uri.getScheme() + ": is not allowed, only file: is"));
        }
        boolean local = uri.getAuthority() == null || uri.getAuthority().isEmpty();
        if (!local || uri.getPath() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new MediaException(
                    new NotAllowed("a file: URI has an absolute path and nothing else, as in file:///media/clip.mp4"));
        }
        try {
            return Path.of(uri.getPath()).normalize();
        } catch (InvalidPathException e) {
            throw new MediaException(new NotAllowed("the file: URI names no path that can exist"), e);
        }
    }

    private static Path realPath(Path asked) throws MediaException {
        try {
            return asked.toRealPath();
        } catch (IOException e) {
            throw new MediaException(new Missing(asked + " is not there"), e);
        }
    }

    /** A root that cannot be resolved now, like an unmounted volume, allows nothing now. */
    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root;
        }
    }
}
