package ai.viralclip.worker.local;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The least that stands around any bytes to make a video or a thumbnail of them that the worker takes: no player would
 * show them. The one place that knows.
 */
public final class ValidMedia {

    private static final HexFormat HEX = HexFormat.of();

    /** Its {@code mdat} has a size of 64 bits, so that there is one form for all sizes. */
    private static final int MDAT_HEADER_BYTES = 16;

    private ValidMedia() {}

    /**
     * What stands before the bytes of a video: the rest of it may be any.
     *
     * @param sizeBytes of the video, of which the head is a part; 110 at least
     */
    public static byte[] mp4Head(long sizeBytes) {
        byte[] ftyp = box("ftyp", bytes("mp42"), new byte[4], bytes("mp42isom"));
        byte[] handler = box("hdlr", new byte[8], bytes("vide"), new byte[13]);
        byte[] moov = box("moov", box("trak", box("mdia", handler)));
        long mdatBytes = sizeBytes - ftyp.length - moov.length;
        if (mdatBytes <= MDAT_HEADER_BYTES) {
            throw new IllegalArgumentException("no video is as short as " + sizeBytes + " bytes");
        }
        ByteBuffer mdat = ByteBuffer.allocate(MDAT_HEADER_BYTES);
        mdat.putInt(1).put(bytes("mdat")).putLong(mdatBytes);
        return joined(ftyp, moov, mdat.array());
    }

    /** A video of zeros. */
    public static byte[] mp4(int sizeBytes) {
        return Arrays.copyOf(mp4Head(sizeBytes), sizeBytes);
    }

    /** What stands before the bytes of a thumbnail, which are any without FF. */
    public static byte[] jpegHead() {
        return HEX.parseHex("ffd8" + "ffe000104a46494600010100000100010000" + "ffc0000b080001000101011100"
                + "ffda0008010100003f00");
    }

    /** And after them. */
    public static byte[] jpegTail() {
        return HEX.parseHex("ffd9");
    }

    /** A thumbnail of zeros; 50 bytes at least. */
    public static byte[] jpeg(int sizeBytes) {
        byte[] head = jpegHead();
        byte[] tail = jpegTail();
        return joined(Arrays.copyOf(head, sizeBytes - tail.length), tail);
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] all = joined(content);
        return ByteBuffer.allocate(8 + all.length)
                .putInt(8 + all.length)
                .put(bytes(type))
                .put(all)
                .array();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
