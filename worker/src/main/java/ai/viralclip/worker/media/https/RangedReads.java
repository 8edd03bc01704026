package ai.viralclip.worker.media.https;

import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.media.Peek;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * A file that is looked at here and there, a block with each request, all of the version that was found at first.
 * Belongs to one look.
 *
 * @param beginning of a version that is pinned
 */
record RangedReads(Fetcher fetcher, HttpsUrl url, Limits limits, Beginning beginning) implements Peek.Bytes {

    /** Each is a journey to the server and back. */
    private static final int MOST_READS = 64;

    Peek peek() {
        return new Peek(this, sizeBytes(), Wanted.BLOCK_BYTES, MOST_READS);
    }

    private long sizeBytes() {
        return beginning.version().sizeBytes().orElseThrow();
    }

    @Override
    public void read(long at, ByteBuffer into) throws IOException {
        if (at == 0) {
            into.put(beginning.bytes(), 0, Math.min(into.remaining(), beginning.bytes().length));
        } else if (at < sizeBytes()) {
            into.put(fetch(at, Math.min(into.remaining(), sizeBytes() - at)));
        }
    }

    private byte[] fetch(long at, long count) throws IOException {
        String etag = beginning.version().etag().orElseThrow();
        try (Exchange exchange = fetcher.get(url, Wanted.some(at, count, etag), limits)) {
            AnswerHead head = exchange.head();
            requireSame(head, etag);
            ContentRange range = head.range()
                    .filter(part -> part.first() == at
                            && part.length() == count
                            && part.total().equals(OptionalLong.of(sizeBytes())))
                    .orElseThrow(() -> head.broken("is sent with another range than was asked for"));
            return exchange.readPart(range);
        }
    }

    /**
     * @throws SourceChanged where the answer is of another version
     * @throws HttpsTrouble where it is none
     */
    static void requireSame(AnswerHead head, String etag) throws SourceChanged, HttpsTrouble {
        boolean isWhole = head.status() == 200 || head.status() == 412 || head.status() == 416;
        if (!isWhole) {
            head.requireFound();
            head.requirePlain();
        }
        if (isWhole || !head.strongEtag().filter(etag::equals).isPresent()) {
            throw new SourceChanged(head.url().shown() + " was changed while it was read");
        }
    }
}
