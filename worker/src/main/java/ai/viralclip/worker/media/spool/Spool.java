package ai.viralclip.worker.media.spool;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files in a folder of this machine, of so many bytes together. Each is unlinked as soon as it is open (so has
 * {@code DELETE_ON_CLOSE} it, where there is POSIX): a worker that is killed leaves none. Thread-safe.
 */
public final class Spool {

    private static final int PIECE_BYTES = 256 * 1024;

    private final Path folder;
    private final long maxBytes;
    private final AtomicLong held = new AtomicLong();

    public Spool(SpoolProperties settings) {
        this.folder = settings.path();
        this.maxBytes = settings.maxBytes().toBytes();
    }

    public long heldBytes() {
        return held.get();
    }

    /**
     * Reads a stream to its end into a file, and takes the room for it first, as far as its size is known.
     *
     * @param place that it comes from, as messages have it
     * @param mostBytes that it may have
     * @return to be closed
     * @throws MediaException where it is too large
     * @throws SourceUnresponsive where there is no room now
     * @throws IOException where the stream broke off
     */
    public SpooledFile write(InputStream in, String place, OptionalLong size, long mostBytes)
            throws IOException, MediaException {
        SpooledFile file = open();
        boolean isGood = false;
        try {
            if (size.isPresent()) {
                take(file, Math.min(size.getAsLong(), mostBytes), place);
            }
            copy(in, file, place, mostBytes);
            isGood = true;
            return file;
        } finally {
            if (!isGood) {
                file.close();
            }
        }
    }

    private void copy(InputStream in, SpooledFile file, String place, long mostBytes)
            throws IOException, MediaException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            if (file.sizeBytes() + read > mostBytes) {
                throw new MediaException(new TooLarge(place + " has more than " + mostBytes + " bytes"));
            }
            take(file, file.sizeBytes() + read, place);
            append(file, ByteBuffer.wrap(piece, 0, read), place);
        }
    }

    /** So that the file may have so many bytes. */
    private void take(SpooledFile file, long bytes, String place) throws SourceUnresponsive {
        long more = bytes - file.room();
        if (more <= 0) {
            return;
        }
        if (held.addAndGet(more) > maxBytes) {
            held.addAndGet(-more);
            throw new SourceUnresponsive(
                    place + " waits for room: it can be read only once, and clip.media.spool.max-bytes is used up");
        }
        file.grow(more);
    }

    private static void append(SpooledFile file, ByteBuffer bytes, String place) throws SourceUnresponsive {
        try {
            file.append(bytes);
        } catch (IOException e) {
            throw new SourceUnresponsive(place + " waits for room: clip.media.spool.folder cannot be written to", e);
        }
    }

    private SpooledFile open() throws SourceUnresponsive {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("clip-" + UUID.randomUUID() + ".spool");
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new SpooledFile(channel, room -> held.addAndGet(-room));
        } catch (IOException e) {
            throw new SourceUnresponsive(
                    "clip.media.spool.folder cannot be written to: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }
}
