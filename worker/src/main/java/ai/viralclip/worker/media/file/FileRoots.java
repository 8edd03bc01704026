package ai.viralclip.worker.media.file;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import ai.viralclip.worker.media.MediaFailure.RootGone;
import ai.viralclip.worker.media.MediaKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The folders under which {@code file:} media may lie; no symbolic link and no {@code ..} leads out of them. */
final class FileRoots {

    private final Mounts mounts;

    FileRoots(Mounts mounts) {
        this.mounts = mounts;
    }

    /**
     * An existing regular file under a root.
     *
     * @throws SourceUnresponsive where its file system does not answer
     * @throws IOException where it is not there, or cannot be read: that may change
     */
    Look.File find(URI uri, MediaKind kind) throws MediaException, IOException {
        Path asked = FileUris.path(uri);
        // Decided on the name first: whether a file exists outside the roots is nobody's business.
        return find(named(asked), asked, asked, kind);
    }

    private Look.File find(Mount mount, Path asked, Path path, MediaKind kind) throws MediaException, IOException {
        return switch (mount.look(path, new Look(mount, path, kind))) {
            case Look.File file -> file;
            case Look.Elsewhere(var real) -> find(other(mount, asked, real), asked, real, kind);
            case Look.NoFile() -> throw new MediaException(new NotAllowed(asked + " is not a regular file"));
            case Look.NoRoot() ->
                throw new MediaException(
                        new RootGone(mount.root() + " is not there, or nothing is in it: is it mounted?"));
        };
    }

    private Mount named(Path asked) throws MediaException, IOException {
        for (Mount mount : mounts.all()) {
            if (asked.startsWith(mount.root())) {
                return mount;
            }
        }
        for (Mount mount : mounts.all()) {
            if (isIn(mount, asked)) {
                return mount;
            }
        }
        throw new MediaException(new NotAllowed(asked + " is under none of clip.media.file-roots"));
    }

    private Mount other(Mount one, Path asked, Path real) throws MediaException, IOException {
        for (Mount mount : mounts.all()) {
            if (mount != one && isIn(mount, real)) {
                return mount;
            }
        }
        throw new MediaException(new NotAllowed(asked + " leads out of clip.media.file-roots by a symbolic link"));
    }

    /** By its real name: a root may be a symbolic link itself. */
    private static boolean isIn(Mount mount, Path path) throws IOException {
        return path.startsWith(mount.call(mount.root(), () -> Look.resolve(mount)));
    }
}
