package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.LetterGroups;
import ai.viralclip.worker.cli.Terminal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code clips deadletters}. */
@Command(
        name = "deadletters",
        mixinStandardHelpOptions = true,
        description = "What did not become a clip, why, and what to do: dead letters, grouped by reason.",
        footer = {
            "",
            "A FILTER is terms with spaces between: reason:, uid:, run:, state:, since:, until:",
            "  reason:source_missing,size_mismatch uid:ana since:2h state:open",
            "Ends with 0 when done, 1 when something failed, 2 when called wrongly, and 3 when it was not done, or not all"
                    + " of it: another one is running, it was cancelled, or the brokers do not take a letter."
        },
        subcommands = {
            LettersCommand.class,
            ShowCommand.class,
            ReplayCommand.class,
            DiscardCommand.class,
            AuditCommand.class,
            CancelCommand.class
        },
        sortOptions = false)
public final class DeadLettersCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "FILTER", description = "Which ones (default: all).")
    private List<String> filter = List.of();

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Override
    public Integer call() {
        Terminal out = Terminal.standardOutput();
        Filter which = Filter.parse(String.join(" ", filter));
        LetterGroups groups = options.open().groups(which);
        if (options.json()) {
            out.line(LetterJson.of(groups));
        } else {
            new LetterText(
                            out,
                            options.deadLetterTopic(),
                            InstantSource.system().instant())
                    .print(groups);
        }
        return 0;
    }
}
