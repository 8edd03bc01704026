package ai.viralclip.worker.media.s3;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.bucket.source.SourceObjects.NotOpen;
import ai.viralclip.worker.bucket.source.SourceObjects.NotThere;
import ai.viralclip.worker.bucket.source.SourceObjects.Version;
import java.io.IOException;
import java.io.InputStream;

/**
 * An object's bytes from one of them on to the end. Where an answer breaks off, it is asked for again from where it
 * broke, under the same ETag: whoever hashes what comes need not know. Belongs to one reader.
 */
final class SteadyStream extends InputStream {

    /** So often within one stretch of {@link #PROGRESS_BYTES}; the client asks more than once each time. */
    private static final int MOST_BREAKS = 3;

    /** Less than that is no progress: else an answer of one byte each time would be asked for once for each of them. */
    private static final long PROGRESS_BYTES = 1024 * 1024;

    private final SourceObjects objects;
    private final Version version;
    private InputStream stretch;
    private long at;
    private long countedFrom;
    private int breaks;

    /** @param from the first byte to be read; there is one */
    SteadyStream(SourceObjects objects, Version version, long from) throws IOException {
        this.objects = objects;
        this.version = version;
        this.at = from;
        this.countedFrom = from;
        this.stretch = open();
    }

    private InputStream open() throws IOException {
        return objects.open(version, at, version.sizeBytes() - at);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        while (true) {
            try {
                int read = stretch.read(target, offset, count);
                at += Math.max(0, read);
                return read;
            } catch (SourceChanged | SourceUnresponsive | NotThere | NotOpen e) {
                throw e;
            } catch (IOException e) {
                openAgain(e);
            }
        }
    }

    private void openAgain(IOException broke) throws IOException {
        if (at - countedFrom >= PROGRESS_BYTES) {
            countedFrom = at;
            breaks = 0;
        }
        if (++breaks > MOST_BREAKS || Thread.currentThread().isInterrupted()) {
            throw new SourceUnresponsive(
                    "s3://" + version.bucket() + "/" + version.key() + " broke off at byte " + at + " of "
                            + version.sizeBytes() + ", again and again",
                    broke);
        }
        stretch.close();
        stretch = open();
    }

    @Override
    public void close() throws IOException {
        stretch.close();
    }
}
