package ai.viralclip.worker.media.file;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.ChecksumMismatch;
import ai.viralclip.worker.media.MediaHash;
import ai.viralclip.worker.media.SecondLook;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * A file as it was when it was looked at.
 *
 * @param found its real path under an allowed root, its size, and when it was last written to
 */
record OpenedFile(Mounts mounts, Look.File found) implements SourceBytes {

    @Override
    public InputStream open(long offset) throws IOException {
        return mounts.open(found.path(), found.sizeBytes(), offset);
    }

    /** What was read a moment ago is in the page cache. */
    @Override
    public boolean isNear() {
        return true;
    }

    /** Where it was opened under this hash, and other bytes were found. */
    SecondLook secondLook(Sha256 sha256) {
        return () -> lookAgain(sha256);
    }

    private void lookAgain(Sha256 sha256) throws MediaException {
        try {
            if (mounts.attributes(found.path()).size() == found.sizeBytes()
                    && modifiedAt().equals(found.modifiedAt())) {
                requireHash(sha256, MediaHash.of(this, found.sizeBytes()));
            }
        } catch (IOException e) {
            throw FileFailures.unreadable(found.path().toString(), e);
        }
    }

    private void requireHash(Sha256 sha256, Sha256 now) throws IOException, MediaException {
        if (!now.equals(sha256) && modifiedAt().equals(found.modifiedAt())) {
            throw new MediaException(new ChecksumMismatch(
                    found.path().getFileName() + " has sha256 " + now + ", announced was " + sha256));
        }
    }

    private Instant modifiedAt() throws IOException {
        return mounts.attributes(found.path()).lastModifiedTime().toInstant();
    }
}
