package ai.viralclip.worker.media;

import java.io.IOException;

/**
 * Whether a file is an MP4 that a player can show: its boxes, from the first to the last one, fit it; there is one
 * {@code moov} with a video track, and media data. Reads headers only. Belongs to one look.
 *
 * <p>A fragmented file may have a great many boxes. After so many reads that they cost more than a look the rest is
 * believed: such a file can be played up to wherever it was cut off.
 */
final class Mp4Form {

    private final Peek in;
    private boolean hasMoov;
    private boolean hasMedia;

    private Mp4Form(Peek in) {
        this.in = in;
    }

    /** @throws Flaw naming the box that is wrong, or missing */
    static void check(Peek in) throws IOException, Flaw {
        new Mp4Form(in).check();
    }

    private void check() throws IOException, Flaw {
        long size = in.sizeBytes();
        if (size < Box.HEADER_BYTES) {
            throw new Flaw("it has " + size + " bytes, no box 'ftyp'");
        }
        Box first = Box.read(in, 0, size);
        if (!first.is("ftyp")) {
            throw new Flaw("it does not begin with a box 'ftyp'");
        }
        Brands.check(in, first.within(size, "the file"));
        for (long at = first.end(); at < size && !(hasMoov && in.isEnough()); ) {
            at = see(next(at));
        }
        if (!hasMoov) {
            throw new Flaw("it has no box 'moov': it was not written to its end");
        }
        if (!hasMedia) {
            throw new Flaw("it has no media: no box 'mdat' with anything in it");
        }
    }

    private Box next(long at) throws IOException, Flaw {
        if (at + Box.HEADER_BYTES > in.sizeBytes()) {
            throw new Flaw("it ends within a box, which begins at byte " + at);
        }
        if (in.isEnough()) {
            throw new Flaw("it has no box 'moov' before byte " + at + ", in so many small boxes");
        }
        return Box.read(in, at, in.sizeBytes()).within(in.sizeBytes(), "the file");
    }

    /** @return where the next one begins */
    private long see(Box box) throws IOException, Flaw {
        switch (box.type()) {
            case "moov" -> {
                if (hasMoov) {
                    throw new Flaw("a second " + box);
                }
                hasMoov = true;
                requireVideo(box);
            }
            case "ftyp" -> throw new Flaw("a second " + box);
            case "sidx" -> SegmentIndex.check(in, box);
            case "mdat", "imda" -> hasMedia |= !box.isEmpty();
            default -> {
                // Others may stand anywhere, and say nothing about whether this one can be shown.
            }
        }
        return box.end();
    }

    private void requireVideo(Box moov) throws IOException, Flaw {
        for (long at = moov.content(); at + Box.HEADER_BYTES <= moov.end() && !in.isEnough(); ) {
            Box child = Box.read(in, at, moov.end()).within(moov.end(), moov.toString());
            if (child.is("trak") && isVideo(child)) {
                return;
            }
            at = child.end();
        }
        throw new Flaw(moov + " has no video track (a 'trak' whose handler is 'vide')");
    }

    /** The handler's type stands behind 8 bytes: its version and flags, and a field that is not used. */
    private boolean isVideo(Box track) throws IOException, Flaw {
        var media = track.child(in, "mdia");
        if (media.isEmpty()) {
            return false;
        }
        var handler = media.get().child(in, "hdlr");
        return handler.isPresent()
                && handler.get().content() + 12 <= handler.get().end()
                && in.fourBytes(handler.get().content() + 8).equals("vide");
    }

    /**
     * The index of a fragmented MP4, {@code sidx} (ISO/IEC 14496-12 §8.16.3): how many bytes the segments have that
     * follow it. Whoever cuts such a file off between two of them leaves an index that speaks of more than is there.
     */
    static final class SegmentIndex {

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
}
