package ai.viralclip.worker.cli;

import ai.viralclip.contracts.PurgeCompleted;
import java.util.List;

/** What a purge deleted, or would delete, for people. */
public record Receipt(PurgeCompleted purge) {

    /** As a table of one row, headings first. */
    public List<String> lines() {
        Table table = Table.of(
                purge.dryRun() ? "WOULD BE PURGED" : "PURGED",
                "UNTIL",
                "OBJECTS>",
                "SIZE>",
                "UPLOADS>",
                "KEPT>",
                "SECONDS>");
        table.row(
                purge.uid() + purge.runId().map(run -> "/" + run).orElse(""),
                purge.purgedAt().toString(),
                Long.toString(purge.objects()),
                Listing.size(purge.bytes()),
                Long.toString(purge.uploadsAborted()),
                Long.toString(purge.kept()),
                "%.1f".formatted(purge.durationMs() / 1e3));
        return table.lines();
    }
}
