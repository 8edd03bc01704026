package ai.viralclip.worker.media;

import ai.viralclip.contracts.Shown;
import java.io.IOException;
import java.util.Optional;

/**
 * A box of an MP4 (ISO/IEC 14496-12 §4.2): its size and its type, then its content.
 *
 * @param at where it begins, in bytes of the file
 * @param content where its content does
 * @param end of what it says that it is; may be beyond the file, and is then {@link Long#MAX_VALUE} at most
 */
record Box(String type, long at, long content, long end) {

    /** Of a header: 32 bits of size and a type. */
    static final int HEADER_BYTES = 8;

    private static final int LONG_HEADER_BYTES = 16;

    /** A size that says that it stands in 64 bits after the type. */
    private static final int IN_64_BITS = 1;

    /** A size that says that the box is the last one. */
    private static final int TO_THE_END = 0;

    /**
     * Reads the header that is there.
     *
     * @param limit where the file, or the box that it is in, ends; a header is before it
     */
    static Box read(Peek in, long at, long limit) throws IOException, Flaw {
        long size = in.uint32(at);
        String type = in.fourBytes(at + 4);
        if (size == TO_THE_END) {
            return new Box(type, at, at + HEADER_BYTES, limit);
        }
        int header = size == IN_64_BITS ? LONG_HEADER_BYTES : HEADER_BYTES;
        if (size == IN_64_BITS) {
            if (at + LONG_HEADER_BYTES > limit) {
                throw new Flaw(named(type, at) + " ends within its size");
            }
            size = in.int64(at + HEADER_BYTES);
        }
        if (size >= 0 && size < header) {
            throw new Flaw(named(type, at) + " cannot have a size of " + size);
        }
        long end = at + size;
        return new Box(type, at, at + header, size < 0 || end < 0 ? Long.MAX_VALUE : end);
    }

    boolean is(String other) {
        return type.equals(other);
    }

    boolean isEmpty() {
        return content == end;
    }

    /** The same, where it ends before the limit does. */
    Box within(long limit, String what) throws Flaw {
        if (end > limit) {
            throw new Flaw(this + " would end at byte " + end + ", " + what + " ends at byte " + limit);
        }
        return this;
    }

    /** The first box of this type in it. */
    Optional<Box> child(Peek in, String wanted) throws IOException, Flaw {
        for (long next = content; next + HEADER_BYTES <= end && !in.isEnough(); ) {
            Box child = read(in, next, end).within(end, toString());
            if (child.is(wanted)) {
                return Optional.of(child);
            }
            next = child.end;
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return named(type, at);
    }

    private static String named(String type, long at) {
        return "box '" + Shown.value(type) + "' at byte " + at;
    }
}
