package ai.viralclip.worker.media.file;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.media.Announcement;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import java.io.IOException;
import java.util.Optional;

/** Media in files that the pipeline and the worker both see, under {@code clip.media.file-roots}. */
final class FileMediaSource implements MediaSource {

    private final Mounts mounts;
    private final FileRoots roots;
    private final long maxBytes;

    /** @param maxBytes that any media may have */
    FileMediaSource(Mounts mounts, long maxBytes) {
        this.mounts = mounts;
        this.roots = new FileRoots(mounts);
        this.maxBytes = maxBytes;
    }

    @Override
    public long sizeBytes(RenderedMedia announced, MediaKind kind) throws MediaException {
        Optional<Long> size = announcement(announced, "").sizeBytes();
        return size.isPresent() ? size.get() : look(announced, kind).sizeBytes();
    }

    @Override
    public CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException {
        OpenedFile file = new OpenedFile(mounts, look(announced, kind));
        try {
            Sha256 sha256 = announced.sha256().isPresent() ? announced.sha256().get() : file.hash();
            return new CheckedMedia(
                    kind, new Payload.Streamed(file, file.found().sizeBytes(), sha256), file.secondLook(sha256));
        } catch (IOException e) {
            throw FileFailures.unreadable(announced.uri().getRawPath(), e);
        }
    }

    private Look.File look(RenderedMedia announced, MediaKind kind) throws MediaException {
        try {
            Look.File found = roots.find(announced.uri(), kind);
            Announcement told =
                    announcement(announced, String.valueOf(found.path().getFileName()));
            told.requireSize(found.sizeBytes());
            told.requireForm(kind, found.flaw());
            return found;
        } catch (IOException e) {
            throw FileFailures.unreadable(announced.uri().getRawPath(), e);
        }
    }

    private Announcement announcement(RenderedMedia announced, String name) {
        return new Announcement(announced, String.valueOf(announced.uri().getRawPath()), name, maxBytes);
    }
}
