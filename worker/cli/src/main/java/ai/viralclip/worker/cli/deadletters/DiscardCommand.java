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

/** {@code clips deadletters discard}. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = "Marks dead letters as those that nobody wants. Nothing is deleted: they lie where they lay.",
        sortOptions = false)
final class DiscardCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "ID|FILTER", description = "Ids, such as 5@17 5@18, or a filter.")
    private List<String> which = List.of();

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why nobody wants them.")
    private String why = "";

    @Option(names = "--dry-run", description = "Count what would be discarded, and discard nothing.")
    private boolean dryRun;

    @Mixin
    private final ActOptions act = new ActOptions();

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Override
    public Integer call() {
        Selection selection = Selection.parse(which);
        Terms terms = new Terms(act.by(), why, Terms.DEFAULT_RATE, Long.MAX_VALUE, act.takeOver());
        DeadLetters letters = options.open();
        Plan plan = letters.planDiscard(selection);
        return new Carrying(letters, options, act).out(plan, terms, dryRun);
    }
}
