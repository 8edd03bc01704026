package ai.viralclip.worker.media.file;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.media.Announcement;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.CountedBytes;
import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaHash;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.SourceKind;
import java.io.IOException;
import java.util.Optional;

/** Media in files that the pipeline and the worker both see, under {@code clip.media.file-roots}. */
final class FileMediaSource implements MediaSource {

    private final Mounts mounts;
    private final FileRoots roots;
    private final long maxBytes;
    private final MediaEvent.Listener events;

    /** @param maxBytes that any media may have */
    FileMediaSource(Mounts mounts, long maxBytes, MediaEvent.Listener events) {
        this.mounts = mounts;
        this.roots = new FileRoots(mounts);
        this.maxBytes = maxBytes;
        this.events = events;
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
            long sizeBytes = file.found().sizeBytes();
            SourceBytes bytes = new CountedBytes(file, SourceKind.FILE, events);
            Sha256 sha256 = announced.sha256().isPresent() ? announced.sha256().get() : MediaHash.of(bytes, sizeBytes);
            return new CheckedMedia(kind, new Payload.Streamed(bytes, sizeBytes, sha256), file.secondLook(sha256));
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
