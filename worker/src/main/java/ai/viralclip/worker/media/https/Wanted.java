package ai.viralclip.worker.media.https;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of a file is asked for.
 *
 * @param last the last byte's place; empty for all from the first on
 * @param etag only of the version that has this one: of another one the server gives all, which is then known by that
 */
record Wanted(long first, OptionalLong last, Optional<String> etag) {

    /** Holds the boxes before the media of most MP4 files, and costs about what a request costs. */
    static final int BLOCK_BYTES = 64 * 1024;

    /** The first block of whatever is there now. */
    static Wanted beginning() {
        return new Wanted(0, OptionalLong.of(BLOCK_BYTES - 1), Optional.empty());
    }

    static Wanted some(long first, long count, String etag) {
        return new Wanted(first, OptionalLong.of(first + count - 1), Optional.of(etag));
    }

    static Wanted rest(long first, String etag) {
        return new Wanted(first, OptionalLong.empty(), Optional.of(etag));
    }

    /** All of whatever is there now, in one answer. */
    static Wanted all() {
        return new Wanted(0, OptionalLong.empty(), Optional.empty());
    }

    /** What the header {@code Range} says; none where all is wanted, of whatever version. */
    Optional<String> range() {
        return first == 0 && last.isEmpty() && etag.isEmpty()
                ? Optional.empty()
                : Optional.of("bytes=" + first + "-" + (last.isEmpty() ? "" : last.getAsLong()));
    }
}
