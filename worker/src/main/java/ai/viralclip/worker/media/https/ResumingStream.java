package ai.viralclip.worker.media.https;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.media.MediaFailure.Busy;
import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import ai.viralclip.worker.process.Backoff;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes from some place on, of one version of it. Where the connection is cut, it is asked for what is left,
 * and whoever reads knows nothing of it: what was hashed and sent stays so. Belongs to one reader.
 */
final class ResumingStream extends InputStream {

    /** Cuts in a row between which hardly anything came. */
    private static final int MOST_CUTS = 5;

    /** Between two cuts, so that they are not in a row. */
    private static final long PROGRESS_BYTES = Wanted.BLOCK_BYTES;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Fetcher fetcher;
    private final HttpsUrl url;
    private final Limits limits;
    private final long sizeBytes;
    private final String etag;
    private long position;
    private @Nullable Exchange current;
    private boolean isClosed;
    private int cuts;
    private long since;

    /**
     * Asks for nothing before the first read.
     *
     * @param version that is pinned
     * @param offset of the first byte that is read
     */
    ResumingStream(Fetcher fetcher, HttpsUrl url, Limits limits, Version version, long offset) {
        this.fetcher = fetcher;
        this.url = url;
        this.limits = limits;
        this.sizeBytes = version.sizeBytes().orElseThrow();
        this.etag = version.etag().orElseThrow();
        this.position = offset;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * @throws SourceUnresponsive where the server does not answer any more, or too slowly
     * @throws SourceChanged where the file is another one now
     * @throws IOException where it is gone
     */
    @Override
    public int read(byte[] target, int at, int count) throws IOException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
        if (count == 0) {
            return 0;
        }
        try {
            while (position < sizeBytes) {
                int read = readOn(target, at, (int) Math.min(count, sizeBytes - position));
                if (read > 0) {
                    return read;
                }
            }
            return -1;
        } catch (HttpsTrouble e) {
            throw switch (e.failure()) {
                case Unresponsive(var detail) -> new SourceUnresponsive(detail);
                case Busy busy -> new SourceUnresponsive(busy.detail());
                default -> e;
            };
        }
    }

    /** @return 0 where nothing was read, and it is worth to go on */
    private int readOn(byte[] target, int at, int count) throws IOException {
        Exchange in = current;
        try {
            if (in == null) {
                in = open();
                current = in;
            }
            int read = in.read(target, at, count);
            if (read > 0) {
                advance(read);
                return read;
            }
        } catch (HttpsTrouble e) {
            if (in != null || !(e.failure() instanceof Unresponsive)) {
                throw e;
            }
        } catch (SourceChanged e) {
            throw e;
        } catch (IOException e) {
            // Cut: what is left is asked for anew.
        }
        cut();
        return 0;
    }

    private void advance(int read) {
        position += read;
        since += read;
        if (since >= PROGRESS_BYTES) {
            cuts = 0;
        }
        if (position == sizeBytes) {
            end();
        }
    }

    private void cut() throws HttpsTrouble, InterruptedIOException {
        end();
        cuts++;
        since = 0;
        if (cuts > MOST_CUTS) {
            throw new HttpsTrouble(new Unresponsive(
                    url.shown() + " breaks off at byte " + position + ", " + cuts + " times in a row"));
        }
        try {
            Thread.sleep(limits.deadline().within(Backoff.full(FIRST_PAUSE, LONGEST_PAUSE, cuts - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the rest of the file was waited for");
        }
    }

    private Exchange open() throws SourceChanged, HttpsTrouble {
        Exchange exchange = fetcher.get(url, Wanted.rest(position, etag), limits);
        boolean isGood = false;
        try {
            AnswerHead head = exchange.head();
            RangedReads.requireSame(head, etag);
            if (!head.range().filter(part -> part.isRest(position, sizeBytes)).isPresent()) {
                throw head.broken("is sent with another range than was asked for");
            }
            isGood = true;
            return exchange;
        } finally {
            if (!isGood) {
                exchange.close();
            }
        }
    }

    private void end() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        end();
    }
}
