package ai.viralclip.operator.letters;

import ai.viralclip.contracts.Reason;
import java.util.Arrays;

/** What to do about a reason, in one sentence; the runbook has the rest under a heading of the same name. */
public final class NextSteps {

    private NextSteps() {}

    /**
     * The step for a reason.
     *
     * @param reason as a letter has it, which may be one that this version does not know
     */
    public static String of(String reason) {
        if (reason.isEmpty()) {
            return "find out who wrote it: a worker says why";
        }
        return Arrays.stream(Reason.values())
                .filter(known -> known.wireName().equals(reason))
                .findFirst()
                .map(NextSteps::known)
                .orElse("look it up in the runbook of the worker that wrote it: this version does not know the reason");
    }

    private static String known(Reason reason) {
        return switch (reason) {
            case EVENT_UNREADABLE -> "mend the producer and let it send the event again; a replay fails again";
            case CONTRACT_BROKEN -> "mend the producer and let it send a corrected event";
            case ID_INVALID -> "mend the producer, and find out whether somebody tried to write under another user";
            case SOURCE_NOT_ALLOWED -> "mend CLIP_MEDIA_* or the mount, restart the workers, then replay";
            case SOURCE_MISSING -> "bring the file back, then replay";
            case WRONG_MAGIC_BYTES -> "render again; replay only where the file itself was replaced";
            case SIZE_MISMATCH -> "render again, or replay once the file is the announced one";
            case CHECKSUM_MISMATCH -> "render again, to a path of its own";
            case STORE_REFUSED -> "look up the store's code in the detail, mend what it says, then replay";
            case SUPERSEDED -> "nothing: a later rendering of the clip is stored";
            case HIGHLIGHTS_BROKEN -> "repair or remove the run's highlights.json, then replay the letters of the run";
            case HIGHLIGHTS_FULL -> "render further clips under another run, or make the document smaller and replay";
            case PURGED -> "nothing: its user or run was purged";
            case INTERNAL_ERROR -> "report it with the log's stack trace; replay after the fix";
        };
    }
}
