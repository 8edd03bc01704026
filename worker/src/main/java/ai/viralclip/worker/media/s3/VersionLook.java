package ai.viralclip.worker.media.s3;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.bucket.source.SourceObjects.Version;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.ChecksumMismatch;
import ai.viralclip.worker.media.MediaHash;
import ai.viralclip.worker.media.SecondLook;
import java.io.IOException;

/**
 * Whether the version that was opened is still there, and has its hash.
 *
 * @param sha256 under which it was opened
 */
record VersionLook(SourceObjects objects, Version version, SourceBytes bytes, Sha256 sha256) implements SecondLook {

    @Override
    public void lookAgain() throws MediaException {
        try {
            if (!objects.look(version.bucket(), version.key(), 1).version().equals(version)) {
                return;
            }
            Sha256 now = MediaHash.of(bytes, version.sizeBytes());
            new VersionLook(objects, version, bytes, now).requireHash(sha256);
        } catch (SourceChanged _) {
            // Another attempt finds what is there now.
        } catch (IOException e) {
            throw S3Failures.of(e);
        }
    }

    /** Refuses what was announced with another hash than this version has. */
    void requireHash(Sha256 announced) throws MediaException {
        if (!announced.equals(sha256)) {
            throw new MediaException(new ChecksumMismatch("s3://" + version.bucket() + "/" + version.key()
                    + " has sha256 " + sha256 + ", announced was " + announced));
        }
    }
}
