package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.LetterList;
import ai.viralclip.worker.cli.Terminal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clips deadletters list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters, newest first.",
        sortOptions = false)
final class LettersCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "FILTER", description = "Which ones (default: all).")
    private List<String> filter = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Override
    public Integer call() {
        Terminal out = Terminal.standardOutput();
        Filter which = Filter.parse(String.join(" ", filter));
        LetterList list = options.open().list(which, limit);
        if (options.json()) {
            out.line(LetterJson.of(list));
        } else {
            new LetterText(
                            out,
                            options.deadLetterTopic(),
                            InstantSource.system().instant())
                    .print(list);
        }
        return 0;
    }
}
