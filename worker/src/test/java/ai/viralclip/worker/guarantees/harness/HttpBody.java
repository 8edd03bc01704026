package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Passes on the bodies of HTTP/1.1 messages as they come. */
final class HttpBody {

    private static final int CHUNK = 16 * 1024;
    private static final int DROP = 512;

    private HttpBody() {}

    static void copy(InputStream from, OutputStream to, long bytes) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, bytes))];
        for (long left = bytes; left > 0; ) {
            int read = from.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                throw new EOFException("the body ended early");
            }
            to.write(chunk, 0, read);
            left -= read;
        }
    }

    /** A whole reply to the call. Returns whether the connection may be used again. */
    static boolean copyReply(StoreCall call, InputStream from, OutputStream to, Optional<StoreFault.Drip> drip)
            throws IOException {
        HttpHead head = HttpHead.read(from).orElseThrow(() -> new EOFException("the store went away"));
        to.write(head.bytes());
        if (hasBody(call, head)) {
            if (head.isChunked()) {
                copyChunks(from, to);
            } else if (drip.isPresent()) {
                drip(from, to, head.contentLength(), drip.get());
            } else {
                copy(from, to, head.contentLength());
            }
        }
        to.flush();
        return !head.header("connection").equalsIgnoreCase("close");
    }

    private static boolean hasBody(StoreCall call, HttpHead reply) {
        String status = reply.startLine().split(" ", -1)[1];
        return !call.method().equals("HEAD") && !status.equals("204") && !status.equals("304");
    }

    private static void drip(InputStream from, OutputStream to, long bytes, StoreFault.Drip drip) throws IOException {
        for (long left = bytes; left > 0; left -= DROP) {
            LockSupport.parkNanos(drip.betweenDrops().toNanos());
            copy(from, to, Math.min(DROP, left));
            to.flush();
        }
    }

    private static void copyChunks(InputStream from, OutputStream to) throws IOException {
        long size = Long.MAX_VALUE;
        while (size > 0) {
            String line = line(from);
            size = Long.parseLong(line.strip(), 16);
            to.write(line.getBytes(ISO_8859_1));
            copy(from, to, size + "\r\n".length());
        }
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
            int next = from.read();
            if (next < 0) {
                throw new EOFException("the body ended within a chunk's size");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
