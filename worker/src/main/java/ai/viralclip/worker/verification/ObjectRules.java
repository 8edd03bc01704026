package ai.viralclip.worker.verification;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectKeys.ClipFile;
import ai.viralclip.worker.bucket.ObjectKeys.Kind;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore.Digest;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.highlights.EntryIndex;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges one file of a clip by what is said of it; pure. Of several things that are wrong with one file the first is
 * told, in the order in which they are to be mended.
 */
final class ObjectRules {

    private ObjectRules() {}

    /**
     * A file of a clip as it lies in the bucket.
     *
     * @param partnerIsThere of a thumbnail whether its video is there, of a video whether its thumbnail is
     */
    record Subject(Run run, ClipFile file, String key, StoredObject there, boolean partnerIsThere) {

        private Finding finding(FindingKind kind, String detail) {
            return Remedies.of(kind, run, key, detail);
        }

        private boolean isVideo() {
            return file.kind() == Kind.VIDEO;
        }
    }

    /** @param purgedUntil what of the run was rendered until then may not be there any more */
    static Optional<Finding> judge(Subject subject, EntryIndex document, Optional<Instant> purgedUntil) {
        return lacking(subject)
                .or(() -> purged(subject, purgedUntil))
                .or(() -> subject.isVideo() ? ofVideo(subject, document) : ofThumbnail(subject));
    }

    /** By its bytes. */
    static Optional<Finding> judge(Subject subject, Digest read) {
        String said =
                ClipMetadata.sha256(subject.there()).map(hash -> hash.hex()).orElse("nothing");
        if (read.sizeBytes() == subject.there().sizeBytes()
                && read.sha256().hex().equals(said)) {
            return Optional.empty();
        }
        return Optional.of(subject.finding(
                FindingKind.BYTES_DIFFER,
                "%d bytes with sha256 %s were read; the object says %d bytes with sha256 %s"
                        .formatted(
                                read.sizeBytes(),
                                read.sha256().hex(),
                                subject.there().sizeBytes(),
                                said)));
    }

    private static Optional<Finding> lacking(Subject subject) {
        StoredObject there = subject.there();
        String type = subject.isVideo() ? "video/mp4" : "image/jpeg";
        String problem = "";
        if (ClipMetadata.sha256(there).isEmpty()) {
            problem = "x-amz-meta-sha256 is missing, or is no hash";
        } else if (ClipMetadata.renderedAt(there).isEmpty()) {
            problem = "x-amz-meta-rendered-at is missing, or is no time";
        } else if (!there.contentType().equals(type)) {
            problem = "its content type is " + there.contentType() + ", not " + type;
        }
        return Optional.of(problem)
                .filter(text -> !text.isEmpty())
                .map(text -> subject.finding(FindingKind.METADATA_BROKEN, text));
    }

    private static Optional<Finding> purged(Subject subject, Optional<Instant> purgedUntil) {
        return purgedUntil
                .filter(until -> !renderedAt(subject).isAfter(until))
                .map(until -> subject.finding(
                        FindingKind.PURGED_OBJECT_LEFT,
                        "rendered at " + renderedAt(subject) + ", and purged until " + until));
    }

    private static Optional<Finding> ofThumbnail(Subject subject) {
        return subject.partnerIsThere()
                ? Optional.empty()
                : Optional.of(subject.finding(FindingKind.THUMBNAIL_WITHOUT_VIDEO, "its .mp4 is not there"));
    }

    private static Optional<Finding> ofVideo(Subject subject, EntryIndex document) {
        Optional<Finding> ofEntry = document instanceof EntryIndex.Present(var times)
                ? entry(subject, Optional.ofNullable(times.get(subject.file().n())))
                : Optional.empty();
        return ofEntry.or(() -> ClipMetadata.announcesThumbnail(subject.there()) && !subject.partnerIsThere()
                ? Optional.of(subject.finding(
                        FindingKind.THUMBNAIL_MISSING, "a thumbnail was announced with it, and its .jpg is not there"))
                : Optional.empty());
    }

    /** An entry is of the latest rendering of its clips, in whichever style. */
    private static Optional<Finding> entry(Subject subject, Optional<Instant> entry) {
        int n = subject.file().n();
        if (entry.isEmpty()) {
            return Optional.of(
                    subject.finding(FindingKind.OBJECT_WITHOUT_ENTRY, "highlights.json has no highlight " + n));
        }
        return entry.filter(time -> !time.equals(Instant.MIN) && time.isBefore(renderedAt(subject)))
                .map(time -> subject.finding(
                        FindingKind.ENTRY_OUTDATED,
                        "rendered at %s; highlight %d of %s is of %s"
                                .formatted(
                                        renderedAt(subject),
                                        n,
                                        ObjectKeys.highlights(
                                                subject.run().uid(),
                                                subject.run().runId()),
                                        time)));
    }

    private static Instant renderedAt(Subject subject) {
        return ClipMetadata.renderedAt(subject.there()).orElseThrow();
    }
}
