package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Terms;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clips deadletters replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Puts dead letters back on the topic of rendered clips, each exactly once. Mend the cause first.",
            ""
        },
        footer = {
            "",
            "Ctrl-C, and `clips deadletters cancel` from elsewhere, stop it after the transaction in hand. What was"
                    + " replayed is marked: the same command goes on where it was stopped, or killed."
        },
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "ID|FILTER", description = "Ids, such as 5@17 5@18, or a filter.")
    private List<String> which = List.of();

    @Option(names = "--dry-run", description = "Count what would be replayed, and replay nothing.")
    private boolean dryRun;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "" + Terms.DEFAULT_RATE,
            description = "How many a second at most (default: ${DEFAULT-VALUE}).")
    private double rate = Terms.DEFAULT_RATE;

    @Option(names = "--max", paramLabel = "N", description = "End after so many.")
    private long most = Long.MAX_VALUE;

    @Option(names = "--force", description = "Those that were replayed three times and failed each time, too.")
    private boolean force;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; it is kept with the letters, and in the audit.")
    private String note = "";

    @Mixin
    private final ActOptions act = new ActOptions();

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Override
    public Integer call() {
        Selection selection = Selection.parse(which);
        Terms terms = new Terms(act.by(), note, rate, most, act.takeOver());
        DeadLetters letters = options.open();
        Plan plan = letters.planReplay(selection, force);
        return new Carrying(letters, options, act).out(plan, terms, dryRun);
    }
}
