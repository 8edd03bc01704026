package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.Harmless;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.worker.cli.Table;
import ai.viralclip.worker.cli.Terminal;

/** What would be done, for people. */
record PlanText(Terminal out, String topic) {

    void print(Plan plan) {
        Table table = Table.of("LETTERS>", "");
        table.row(
                count(plan.matching()),
                "match " + Harmless.text(plan.selection().asText()));
        table.row(count(plan.eligible()), "to " + plan.kind().wireName());
        plan.skipped().forEach((skip, letters) -> table.row(count(letters), "left alone: " + skip.inWords()));
        table.lines().stream().skip(1).forEach(out::line);
        out.line(LetterText.scanned(plan.scanned(), topic));
    }

    private static String count(long letters) {
        return "%,d".formatted(letters);
    }
}
