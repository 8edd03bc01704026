package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.cli.Listing;
import ai.viralclip.worker.cli.Receipt;
import ai.viralclip.worker.cli.Table;
import ai.viralclip.worker.cli.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The ledger for people. */
final class LedgerText {

    private final Terminal out;

    LedgerText(Terminal out) {
        this.out = out;
    }

    void print(Ledger ledger) {
        out.line("");
        clips(ledger.clips());
        ledger.listing().ifPresent(listing -> {
            out.line("");
            out.line(out.bold(listing.summary()));
            listing.lines().forEach(out::line);
        });
        ledger.purge().ifPresent(receipt -> {
            out.line("");
            print(new Receipt(receipt).lines());
        });
        out.line("");
        checks(ledger.checks());
        ledger.highlights().stream()
                .filter(one -> !one.json().isEmpty())
                .findFirst()
                .ifPresent(this::document);
        out.line("");
        out.line(verdict(ledger));
    }

    private void clips(List<ClipResult> clips) {
        Table table = Table.of("CLIP", "SIZE>", "SECONDS>", "URL");
        for (ClipResult clip : clips) {
            switch (clip) {
                case ClipResult.Ready ready ->
                    table.row(
                            name(clip),
                            Listing.size(ready.answer().video().sizeBytes()),
                            seconds(ready.took()),
                            ready.answer().video().url().toString());
                case ClipResult.Failed failed ->
                    table.row(
                            name(clip),
                            "-",
                            seconds(failed.took()),
                            failed(failed.answer().reason()));
                case ClipResult.Unanswered none -> table.row(name(clip), "-", "-", "no answer");
            }
        }
        print(table.lines());
    }

    private void checks(List<Check> checks) {
        Table table = Table.of("CHECKED", "", "", "FOUND");
        checks.forEach(check -> table.row(check.about(), check.name(), check.ok() ? "ok" : "WRONG", check.found()));
        print(table, checks);
    }

    private void document(Ledger.StoredHighlights document) {
        out.line("");
        out.line(out.bold(document.key()));
        out.line(HighlightsCheck.pretty(document));
    }

    private String verdict(Ledger ledger) {
        String counts = "%d rendered, %d ready, %d failed"
                .formatted(
                        ledger.clips().size(),
                        ledger.count(ClipResult.Ready.class),
                        ledger.count(ClipResult.Failed.class));
        long wrong = ledger.checks().stream().filter(check -> !check.ok()).count();
        String checked = ledger.checks().size() + " checks, ";
        return wrong == 0
                ? out.green(counts + "; " + checked + "all as they should be")
                : out.red(counts + "; " + checked + wrong + " not as they should be");
    }

    private void print(Table table, List<Check> checks) {
        List<String> lines = table.lines();
        out.line(out.bold(lines.getFirst()));
        for (int i = 0; i < checks.size(); i++) {
            String line = lines.get(i + 1);
            out.line(checks.get(i).ok() ? line : out.red(line));
        }
    }

    private void print(List<String> lines) {
        out.line(out.bold(lines.getFirst()));
        lines.stream().skip(1).forEach(out::line);
    }

    private static String name(ClipResult clip) {
        return clip.clip().name();
    }

    private static String failed(Reason reason) {
        return "clip-failed: " + reason.wireName();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f", took.toMillis() / 1000.0);
    }
}
