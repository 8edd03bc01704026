package ai.viralclip.worker.media;

import java.io.IOException;
import java.util.HexFormat;

/**
 * Whether a file is a JPEG to its end (ITU-T T.81 §B): its markers up to the first scan, and that the image ends. Of
 * what is in the scans nothing is read.
 */
final class JpegForm {

    private static final int SOI = 0xffd8;
    private static final int EOI = 0xffd9;

    private final Peek in;
    private boolean hasFrame;

    private JpegForm(Peek in) {
        this.in = in;
    }

    /** @throws Flaw naming the marker that is wrong, or missing */
    static void check(Peek in) throws IOException, Flaw {
        if (in.sizeBytes() < 2 || in.uint16(0) != SOI) {
            throw new Flaw("it does not begin with the marker SOI");
        }
        new JpegForm(in).check();
    }

    private void check() throws IOException, Flaw {
        long at = 2;
        while (true) {
            at = marker(at);
            int code = in.uint8(at);
            long end = hasLength(code, at) ? segmentEnd(at, code) : at + 1;
            hasFrame |= isFrame(code);
            if (code == 0xda) {
                requireEnd(at, end);
                return;
            }
            at = end;
        }
    }

    /** @return where the code of the next marker is: FF stands before it, more than once if need be */
    private long marker(long at) throws IOException, Flaw {
        long next = at;
        while (next < in.sizeBytes() && in.uint8(next) == 0xff && !in.isEnough()) {
            next++;
        }
        if (next >= in.sizeBytes() || in.isEnough()) {
            throw new Flaw("it has no marker SOS (a scan) before byte " + next);
        }
        if (next == at) {
            throw new Flaw("there is no marker at byte " + at);
        }
        return next;
    }

    private boolean hasLength(int code, long at) throws Flaw {
        if (code == 0 || code == 0xd8 || code == 0xd9) {
            throw new Flaw("marker " + name(code, at) + " stands before the marker SOS (a scan)");
        }
        boolean isRestart = code >= 0xd0 && code <= 0xd7;
        return !isRestart && code != 0x01;
    }

    private long segmentEnd(long at, int code) throws IOException, Flaw {
        if (at + 3 > in.sizeBytes()) {
            throw new Flaw("it ends within the segment of marker " + name(code, at));
        }
        int length = in.uint16(at + 1);
        long end = at + 1 + length;
        if (length < 2 || end > in.sizeBytes()) {
            throw new Flaw("the segment of marker " + name(code, at) + " has " + length
                    + " bytes, the file ends at byte " + in.sizeBytes());
        }
        return end;
    }

    /** SOF0 to SOF15: C4, C8 and CC are others. */
    private static boolean isFrame(int code) {
        return code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
    }

    /** Some cameras write a little behind the end. */
    private void requireEnd(long scan, long data) throws IOException, Flaw {
        if (!hasFrame) {
            throw new Flaw("marker " + name(0xda, scan) + " (a scan) has no marker SOF (a frame) before it");
        }
        long from = Math.max(data, in.sizeBytes() - Peek.BLOCK_BYTES);
        if (from < in.sizeBytes()) {
            in.turnTo(from);
        }
        for (long at = in.sizeBytes() - 2; at >= from; at--) {
            if (in.uint16(at) == EOI) {
                return;
            }
        }
        throw new Flaw("it has no marker EOI at its end: it was cut off");
    }

    private static String name(int code, long at) {
        return "FF" + HexFormat.of().withUpperCase().toHexDigits((byte) code) + " at byte " + at;
    }
}
