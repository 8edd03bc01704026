package ai.viralclip.worker.bucket.s3.puts;

import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.HeldBack;
import ai.viralclip.worker.bucket.s3.answers.UnreadableMedia;
import ai.viralclip.worker.bucket.s3.puts.PartReader.FilePart;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * A stretch of media as a request's body: read anew for each attempt, never held in memory, checked while it is read.
 * Its last bytes are given out only when its checksum holds and nothing holds them back any more; else {@link HeldBack}
 * ends the request.
 *
 * <p>Belongs to one call, hence to one thread.
 */
public final class VerifiedFileBody implements ContentStreamProvider, AutoCloseable {

    /** How many bytes are held back, at most. */
    private static final int LAST_BYTES = 64 * 1024;

    /** How many bytes are hashed between two moments at which others may have the carrier thread. */
    private static final int TURN_BYTES = 1024 * 1024;

    private final SourceBytes source;
    private final long offset;
    private final long length;
    private final Supplier<Checksum> checksum;
    private final Runnable hold;
    private @Nullable Stream current;

    private VerifiedFileBody(SourceBytes source, long offset, long length, Supplier<Checksum> checksum, Runnable hold) {
        this.source = source;
        this.offset = offset;
        this.length = length;
        this.checksum = checksum;
        this.hold = hold;
    }

    /**
     * All of it, as a body.
     *
     * @param hold runs once all bytes are checked and before the last of them go; ends the request where it throws
     */
    public static VerifiedFileBody all(SourceBytes source, Payload.Streamed media, Runnable hold) {
        return new VerifiedFileBody(source, 0, media.sizeBytes(), () -> Checksum.of(media.sha256()), hold);
    }

    static VerifiedFileBody part(SourceBytes source, FilePart part) {
        return new VerifiedFileBody(
                source, part.offset(), part.length(), () -> Checksum.ofCrc32(part.crc32()), () -> {});
    }

    /** For one call of the SDK. */
    public RequestBody asBody(String contentType) {
        return RequestBody.fromContentProvider(this, length, contentType);
    }

    @Override
    public InputStream newStream() {
        close();
        try {
            var stream = new Stream(source.open(offset));
            current = stream;
            return stream;
        } catch (SourceUnresponsive e) {
            throw HeldBack.because(unresponsive(e));
        } catch (SourceChanged e) {
            throw HeldBack.otherBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(new UnreadableMedia(e));
        }
    }

    /** The SDK does not always close what it was given. */
    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }

    /** Ends the request: each attempt at it would wait as long, and hold a connection meanwhile. */
    private static StoreException unresponsive(SourceUnresponsive e) {
        return new StoreException(new StoreFailure.SourceUnresponsive(String.valueOf(e.getMessage())), e);
    }

    private final class Stream extends InputStream {

        private final InputStream in;
        private final Checksum checked = checksum.get();
        private long left = length;
        private InputStream last = InputStream.nullInputStream();

        Stream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int at, int count) throws IOException {
            if (left > LAST_BYTES) {
                return readOn(target, at, (int) Math.min(count, left - LAST_BYTES));
            }
            if (left >= 0) {
                last = release();
            }
            return last.read(target, at, count);
        }

        @SuppressWarnings("ThreadPriorityCheck") // No priority is meant: see the yield.
        private int readOn(byte[] target, int at, int count) throws IOException {
            int read = readSource(target, at, count);
            checked.add(target, at, read);
            long turnsLeft = left / TURN_BYTES;
            left -= read;
            if (left / TURN_BYTES < turnsLeft) {
                // Hashing never blocks, and virtual threads are not preempted: others need the carrier.
                Thread.yield();
            }
            return read;
        }

        private InputStream release() throws IOException {
            var bytes = new byte[(int) left];
            for (int at = 0; at < bytes.length; ) {
                at += readSource(bytes, at, bytes.length - at);
            }
            checked.add(bytes, 0, bytes.length);
            if (!checked.holds()) {
                throw HeldBack.otherBytes();
            }
            hold.run();
            left = -1;
            return new ByteArrayInputStream(bytes);
        }

        private int readSource(byte[] target, int at, int count) throws IOException {
            try {
                int read = in.read(target, at, count);
                if (read < 0) {
                    throw new EOFException("the media became shorter while it was sent");
                }
                return read;
            } catch (SourceUnresponsive e) {
                throw HeldBack.because(unresponsive(e));
            } catch (SourceChanged e) {
                throw HeldBack.otherBytes();
            } catch (IOException e) {
                throw new UnreadableMedia(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(new UnreadableMedia(e));
            }
        }
    }
}
