package ai.viralclip.worker.media.https;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaFailure.TooLarge;
import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import java.io.IOException;
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
final class Spool {

    private static final int PIECE_BYTES = 256 * 1024;

    private final Path folder;
    private final long maxBytes;
    private final AtomicLong held = new AtomicLong();

    Spool(SpoolProperties settings) {
        this.folder = settings.path();
        this.maxBytes = settings.maxBytes().toBytes();
    }

    long heldBytes() {
        return held.get();
    }

    /**
     * Reads an answer to its end into a file, and takes the room for it first, as far as its size is known.
     *
     * @param mostBytes that it may have
     * @return to be closed
     * @throws HttpsTrouble where there is no room now, or it is too large
     * @throws IOException where the answer broke off
     */
    SpooledFile write(Exchange in, OptionalLong size, long mostBytes) throws IOException {
        SpooledFile file = open();
        boolean isGood = false;
        try {
            copy(in, file, size, mostBytes);
            isGood = true;
            return file;
        } finally {
            if (!isGood) {
                file.close();
            }
        }
    }

    private void copy(Exchange in, SpooledFile file, OptionalLong size, long mostBytes) throws IOException {
        String shown = in.head().url().shown();
        if (size.isPresent()) {
            take(file, Math.min(size.getAsLong(), mostBytes), shown);
        }
        byte[] piece = new byte[PIECE_BYTES];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            if (file.sizeBytes() + read > mostBytes) {
                throw new HttpsTrouble(
                        new TooLarge(shown + " has more than " + mostBytes + " bytes (clip.media.max-bytes)"));
            }
            take(file, file.sizeBytes() + read, shown);
            append(file, ByteBuffer.wrap(piece, 0, read), shown);
        }
    }

    /** So that the file may have so many bytes. */
    private void take(SpooledFile file, long bytes, String shown) throws HttpsTrouble {
        long more = bytes - file.room();
        if (more <= 0) {
            return;
        }
        if (held.addAndGet(more) > maxBytes) {
            held.addAndGet(-more);
            throw new HttpsTrouble(new Unresponsive(shown + " waits for room: it can be read only once, and "
                    + "clip.media.spool.max-bytes is used up"));
        }
        file.grow(more);
    }

    private static void append(SpooledFile file, ByteBuffer bytes, String shown) throws HttpsTrouble {
        try {
            file.append(bytes);
        } catch (IOException e) {
            MediaFailure full =
                    new Unresponsive(shown + " waits for room: clip.media.spool.folder cannot be written to");
            throw new HttpsTrouble(full, e);
        }
    }

    private SpooledFile open() throws HttpsTrouble {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("clip-" + UUID.randomUUID() + ".spool");
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new SpooledFile(channel, room -> held.addAndGet(-room));
        } catch (IOException e) {
            throw new HttpsTrouble(
                    new Unresponsive("clip.media.spool.folder cannot be written to: "
                            + e.getClass().getSimpleName()),
                    e);
        }
    }
}
