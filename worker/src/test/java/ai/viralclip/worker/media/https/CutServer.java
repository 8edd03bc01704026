package ai.viralclip.worker.media.https;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One file of any size, which is nowhere: made while it is sent. Gives parts of it, and cuts the connection after so
 * many bytes of each answer, so many times.
 */
final class CutServer implements ScriptedServer.Script {

    private static final int PIECE_BYTES = 64 * 1024;

    private final byte[] head;
    private final long sizeBytes;
    private final long cutAfterBytes;
    private final List<Long> cuts = new CopyOnWriteArrayList<>();
    private final List<Long> starts = new CopyOnWriteArrayList<>();
    private final AtomicInteger cutsLeft;
    private volatile String etag = "\"made\"";

    /** @param head of it, before bytes that follow from their places */
    CutServer(byte[] head, long sizeBytes, long cutAfterBytes, int cuts) {
        this.head = head.clone();
        this.sizeBytes = sizeBytes;
        this.cutAfterBytes = cutAfterBytes;
        this.cutsLeft = new AtomicInteger(cuts);
    }

    /** Where each cut came, as a place in the file. */
    List<Long> cuts() {
        return cuts;
    }

    /** Where each reading to the end began. */
    List<Long> starts() {
        return starts;
    }

    /** From now on it is another one. */
    void replace() {
        etag = "\"other\"";
    }

    byte at(long place) {
        return place < head.length ? head[(int) place] : (byte) ((place * 31 + (place >>> 13)) & 0x7f);
    }

    @Override
    public void answer(ScriptedServer.Request request, OutputStream out) throws IOException {
        long first = request.first();
        long last = request.last(sizeBytes);
        boolean isCurrent = request.header("if-range").isEmpty()
                || request.header("if-range").equals(etag);
        if (!isCurrent || request.header("range").isEmpty()) {
            ScriptedServer.say(out, "HTTP/1.1 200 OK\nETag: " + etag + "\nContent-Length: " + sizeBytes, new byte[0]);
            send(0, sizeBytes - 1, out);
            return;
        }
        ScriptedServer.say(out, """
                HTTP/1.1 206 Partial Content
                ETag: %s
                Content-Range: bytes %d-%d/%d
                Content-Length: %d""".formatted(etag, first, last, sizeBytes, last - first + 1), new byte[0]);
        if (last == sizeBytes - 1 && sizeBytes > Wanted.BLOCK_BYTES) {
            starts.add(first);
            rest(first, out);
        } else {
            send(first, last, out);
        }
    }

    private void rest(long first, OutputStream out) throws IOException {
        long until = first + cutAfterBytes;
        if (until < sizeBytes && cutsLeft.getAndDecrement() > 0) {
            send(first, until - 1, out);
            out.flush();
            cuts.add(until);
            throw new ScriptedServer.Cut();
        }
        send(first, sizeBytes - 1, out);
    }

    private void send(long first, long last, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (long at = first; at <= last; ) {
            int count = (int) Math.min(piece.length, last - at + 1);
            for (int i = 0; i < count; i++) {
                piece[i] = at(at + i);
            }
            out.write(piece, 0, count);
            at += count;
        }
    }
}
