package ai.viralclip.worker.media;

import java.io.IOException;

/**
 * The index of a fragmented MP4, {@code sidx} (ISO/IEC 14496-12 §8.16.3): how many bytes the segments have that follow
 * it. Whoever cuts such a file off between two of them leaves an index that speaks of more than is there.
 */
final class SegmentIndex {

    private static final int UP_TO_ITS_TIMES_BYTES = 12;
    private static final int RESERVED_BYTES = 2;
    private static final int COUNT_BYTES = 2;
    private static final int REFERENCE_BYTES = 12;

    /** The first bit of a reference tells whether it is to another index. */
    private static final long SIZE = 0x7fff_ffffL;

    private SegmentIndex() {}

    /** One that is itself too short says nothing, and neither does the rest of one where enough was looked at. */
    static void check(Peek in, Box sidx) throws IOException, Flaw {
        long version = sidx.content();
        if (version == sidx.end()) {
            return;
        }
        // A time and an offset, each of them.
        int width = in.uint8(version) == 0 ? Integer.BYTES : Long.BYTES;
        long offset = version + UP_TO_ITS_TIMES_BYTES + width;
        long count = offset + width + RESERVED_BYTES;
        long first = count + COUNT_BYTES;
        if (first > sidx.end()) {
            return;
        }
        long until = sidx.end() + (width == Integer.BYTES ? in.uint32(offset) : in.int64(offset));
        long last = Math.min(sidx.end(), first + (long) in.uint16(count) * REFERENCE_BYTES);
        for (long at = first; at + REFERENCE_BYTES <= last && !in.isEnough(); at += REFERENCE_BYTES) {
            until += in.uint32(at) & SIZE;
        }
        // One that is not positive was more than a file can have.
        if (until > in.sizeBytes() || until < sidx.end()) {
            throw new Flaw(sidx + " speaks of segments up to byte " + Long.toUnsignedString(until)
                    + ", the file ends at byte " + in.sizeBytes());
        }
    }
}
