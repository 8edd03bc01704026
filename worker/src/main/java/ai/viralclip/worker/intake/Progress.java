package ai.viralclip.worker.intake;

import java.util.Base64;
import java.util.BitSet;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition is settled: everything below {@code offset}, and what a bitmap says above it. This is what is
 * committed: the offset as Kafka's own, the bitmap in the commit's metadata.
 *
 * <p>Metadata, version 1: {@code 1;<offset>;<bitmap in Base64url without padding>}, bit i for offset + i, little-endian
 * as {@link BitSet#toByteArray()}. The offset is repeated because tools that move a group's offset (a reset, a mirror)
 * may keep the metadata: then the bitmap speaks of other offsets, and must not be believed.
 */
final class Progress {

    /**
     * The widest bitmap: 16,384 offsets are 2,731 characters, inside {@code offset.metadata.max.bytes} (4,096 by
     * default; the broker refuses more at commit time).
     */
    static final int MAX_SPAN = 16_384;

    private static final String VERSION = "1";

    private final long offset;
    private final BitSet finished;

    /** @param finished bit i for offset + i; not changed afterwards by anyone */
    Progress(long offset, BitSet finished) {
        this.offset = offset;
        this.finished = finished;
    }

    static Progress upTo(long offset) {
        return new Progress(offset, new BitSet());
    }

    /** What a commit says; a commit whose metadata is not of this form says its offset alone. */
    static Progress of(OffsetAndMetadata committed) {
        return bitmap(committed)
                .map(finished -> new Progress(committed.offset(), finished))
                .orElseGet(() -> upTo(committed.offset()));
    }

    long offset() {
        return offset;
    }

    boolean isSettled(long at) {
        return at < offset || (at - offset < finished.length() && finished.get((int) (at - offset)));
    }

    BitSet finished() {
        return (BitSet) finished.clone();
    }

    OffsetAndMetadata toCommit() {
        if (finished.isEmpty()) {
            return new OffsetAndMetadata(offset);
        }
        String bitmap = Base64.getUrlEncoder().withoutPadding().encodeToString(finished.toByteArray());
        return new OffsetAndMetadata(offset, String.join(";", VERSION, Long.toString(offset), bitmap));
    }

    private static Optional<BitSet> bitmap(OffsetAndMetadata committed) {
        String[] parts = committed.metadata().split(";", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION) || !parts[1].equals(Long.toString(committed.offset()))) {
            return Optional.empty();
        }
        try {
            return Optional.of(BitSet.valueOf(Base64.getUrlDecoder().decode(parts[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
