package ai.viralclip.worker.intake;

import java.util.Base64;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;

/**
 * How far a partition is settled: everything below {@code offset}, and what a bitmap says above it. This is what is
 * committed: the offset as Kafka's own, the bitmap in the commit's metadata.
 *
 * <p>Metadata, version 3: {@code 3;<topic id>;<epoch>;<offset>;<bitmap in Base64url without padding>}, bit i for offset
 * + i, little-endian as {@link BitSet#toByteArray()}. The offset is repeated because tools that move a group's offset
 * (a reset, a mirror) may keep the metadata: then the bitmap speaks of other offsets, and must not be believed. The
 * topic's id says which topic of that name it is about; the leader epoch, empty where it is not known, that no record
 * of a later one was read by then. Versions 1 and 2, {@code 1;<offset>;<bitmap>} and {@code 2;<topic
 * id>;<offset>;<bitmap>}, are read as well.
 */
final class CommittedOffsets {

    /**
     * The widest bitmap: 16,384 offsets are 2,731 characters, inside {@code offset.metadata.max.bytes} (4,096 by
     * default; the broker refuses more at commit time).
     */
    static final int MAX_SPAN = 16_384;

    private static final String VERSION = "3";

    /** How many parts the metadata of each version has. */
    private static final Map<String, Integer> PARTS = Map.of("1", 3, "2", 4, VERSION, 5);

    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,9}");

    private final long offset;
    private final BitSet finished;

    /** @param finished bit i for offset + i; not changed afterwards by anyone */
    CommittedOffsets(long offset, BitSet finished) {
        this.offset = offset;
        this.finished = finished;
    }

    static CommittedOffsets upTo(long offset) {
        return new CommittedOffsets(offset, new BitSet());
    }

    /** What a commit says; a commit whose metadata is not of this form says its offset alone. */
    static CommittedOffsets of(OffsetAndMetadata committed) {
        return bitmap(committed)
                .map(finished -> new CommittedOffsets(committed.offset(), finished))
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

    /** The same, of what lies before this offset: what was settled from there on is not there any more. */
    CommittedOffsets before(long end) {
        if (end <= offset) {
            return upTo(end);
        }
        return new CommittedOffsets(offset, finished.get(0, (int) Math.min(end - offset, finished.length())));
    }

    /**
     * @param epochBefore the leader epoch of the last record before the offset
     * @param latest the leader epoch of which no later one was read by then
     */
    OffsetAndMetadata toCommit(Uuid topicId, Optional<Integer> epochBefore, Optional<Integer> latest) {
        String bitmap = Base64.getUrlEncoder().withoutPadding().encodeToString(finished.toByteArray());
        return new OffsetAndMetadata(
                offset,
                epochBefore,
                String.join(
                        ";",
                        VERSION,
                        topicId.toString(),
                        latest.map(String::valueOf).orElse(""),
                        Long.toString(offset),
                        bitmap));
    }

    /**
     * Where a consumer goes on, with the leader epoch of what is before that: without it, a log that lost its end
     * meanwhile is read from its beginning; and what else the commit says of it.
     *
     * @param committed what this was read from
     */
    OffsetAndMetadata place(Optional<OffsetAndMetadata> committed) {
        Optional<Integer> epoch =
                committed.filter(commit -> commit.offset() == offset).flatMap(OffsetAndMetadata::leaderEpoch);
        return new OffsetAndMetadata(
                offset, epoch, committed.map(OffsetAndMetadata::metadata).orElse(""));
    }

    /** Whether a commit says that it is about another topic of the same name. */
    static boolean isOfAnother(OffsetAndMetadata committed, Uuid topicId) {
        String[] parts = committed.metadata().split(";", -1);
        return isOfAVersion(parts) && parts.length > 3 && !parts[1].equals(topicId.toString());
    }

    /** The leader epoch of which a commit says that nothing later was read by then. */
    static Optional<Integer> latestEpoch(OffsetAndMetadata committed) {
        String[] parts = committed.metadata().split(";", -1);
        return Optional.of(parts)
                .filter(CommittedOffsets::isOfAVersion)
                .filter(all -> all[0].equals(VERSION) && EPOCH.matcher(all[2]).matches())
                .map(all -> Integer.valueOf(all[2]));
    }

    private static boolean isOfAVersion(String[] parts) {
        return Integer.valueOf(parts.length).equals(PARTS.get(parts[0]));
    }

    private static Optional<BitSet> bitmap(OffsetAndMetadata committed) {
        String[] parts = committed.metadata().split(";", -1);
        if (!isOfAVersion(parts) || !parts[parts.length - 2].equals(Long.toString(committed.offset()))) {
            return Optional.empty();
        }
        try {
            return Optional.of(BitSet.valueOf(Base64.getUrlDecoder().decode(parts[parts.length - 1])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
