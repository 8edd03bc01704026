package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.Harmless;
import ai.viralclip.worker.cli.Table;
import ai.viralclip.worker.cli.Terminal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was done, for people. */
record AuditText(Terminal out) {

    void print(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            out.line("nobody has replayed or discarded anything");
            return;
        }
        Table table = Table.of("STARTED", "BY", "WHAT", "STATUS", "DONE>", "OF>", "LEFT ALONE>", "WHICH, AND WHY");
        entries.forEach(entry -> table.row(
                entry.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                Harmless.text(entry.by()),
                entry.kind().wireName(),
                entry.status().wireName(),
                count(entry.done()),
                count(entry.planned()),
                count(leftAlone(entry)),
                Harmless.text(entry.selection() + (entry.note().isEmpty() ? "" : " - " + entry.note()))));
        List<String> lines = table.lines();
        out.line(out.bold(lines.getFirst()));
        lines.stream().skip(1).forEach(out::line);
    }

    /** One that has ended, in a line or two. */
    void print(AuditEntry ended) {
        out.live("");
        String seconds = String.format(
                Locale.ROOT,
                "%.1f",
                Duration.between(ended.startedAt(), ended.at()).toMillis() / 1e3);
        String line = count(ended.done()) + " of " + count(ended.planned()) + " " + done(ended.kind()) + " in "
                + seconds + " s" + why(ended);
        out.line(ended.status() == AuditEntry.Status.DONE ? line : out.bold(line));
        if (leftAlone(ended) > 0) {
            out.line("left alone: "
                    + ended.skipped().entrySet().stream()
                            .sorted(java.util.Map.Entry.comparingByKey())
                            .map(skip -> count(skip.getValue()) + " " + Harmless.text(skip.getKey()))
                            .collect(Collectors.joining(", ")));
        }
    }

    static String progress(AuditEntry now) {
        return count(now.done()) + " of " + count(now.planned()) + " " + done(now.kind());
    }

    static String done(AuditEntry.Kind kind) {
        return switch (kind) {
            case REPLAY -> "replayed";
            case DISCARD -> "discarded";
        };
    }

    private static String why(AuditEntry ended) {
        return switch (ended.status()) {
            case DONE -> "";
            case RUNNING -> "; it is still running";
            case CANCELLED ->
                "; cancelled by " + Harmless.text(ended.cancelledBy().orElse("nobody"))
                        + ": the same command goes on from here";
            case INTERRUPTED -> "; interrupted";
        };
    }

    private static long leftAlone(AuditEntry entry) {
        return entry.skipped().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String count(long letters) {
        return String.format(Locale.ROOT, "%,d", letters);
    }
}
