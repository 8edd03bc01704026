package ai.viralclip.worker.verification;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.contracts.Shown;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import java.util.Optional;

/** Findings as they are told: with the one next step that mends them. */
final class Remedies {

    private static final String RENDER = "send its clip-rendered once more, or replay its dead letter";

    private Remedies() {}

    /** @param where a key, or a record's topic, partition and offset */
    static Finding of(FindingKind kind, Run run, String where, String detail) {
        return finding(kind, Optional.of(run), where, detail);
    }

    /** Of something that is of no run. */
    static Finding of(FindingKind kind, String where, String detail) {
        return finding(kind, Optional.empty(), where, detail);
    }

    private static Finding finding(FindingKind kind, Optional<Run> run, String where, String detail) {
        return new Finding(
                kind,
                kind == FindingKind.DEAD_LETTER_ANSWERED,
                run.map(Run::uid),
                run.map(Run::runId),
                Shown.sentence(where),
                Shown.sentence(detail),
                mend(kind, run.map(one -> one.uid() + " " + one.runId()).orElse("UID RUN")));
    }

    private static String mend(FindingKind kind, String run) {
        return switch (kind) {
            case OBJECT_WITHOUT_ENTRY ->
                RENDER
                        + ": the object is left as it is, the entry is written; if nobody knows the clip, delete the object";
            case ENTRY_WITHOUT_OBJECT ->
                RENDER + "; if the clip is not wanted any more: clips purge " + run + " erases the run, entry and all";
            case ENTRY_OUTDATED -> RENDER + " (the later rendering's): the entry is merged anew";
            case HIGHLIGHTS_MISSING -> "send the clip-rendered of the run's clips once more: each writes its entry";
            case HIGHLIGHTS_UNREADABLE ->
                "mend or delete the document (RUNBOOK: highlights_broken), then replay the run's dead letters";
            case THUMBNAIL_MISSING -> RENDER + ": the video is left as it is, the thumbnail is stored";
            case THUMBNAIL_WITHOUT_VIDEO -> RENDER + "; if the clip was given up, delete the thumbnail";
            case METADATA_BROKEN ->
                RENDER + ": an object that no worker stored counts as older than any rendering, and is replaced";
            case BYTES_DIFFER -> "delete the object, and " + RENDER;
            case FOREIGN_OBJECT -> "move it out of users/, or delete it: a purge of its user deletes it too";
            case ABANDONED_UPLOAD ->
                "restart one worker: it aborts uploads to clips that are older than a day; others: abort it by the"
                        + " store's own tool";
            case PURGED_OBJECT_LEFT -> "clips purge " + run + " once more";
            case ANNOUNCED_MISSING, ANNOUNCED_DIFFERS -> RENDER + ": it is stored and announced anew";
            case DEAD_LETTER_ANSWERED -> "nothing; discard the dead letter so that nobody replays it";
            case TOPIC_UNREADABLE ->
                "give the worker's Kafka user Read and Describe on the topic (OPERATIONS: Permissions)";
        };
    }
}
