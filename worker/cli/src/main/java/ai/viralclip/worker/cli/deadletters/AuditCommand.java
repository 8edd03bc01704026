package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.worker.cli.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clips deadletters audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who replayed and discarded what, newest first.",
        sortOptions = false)
final class AuditCommand implements Callable<Integer> {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Override
    public Integer call() {
        Terminal out = Terminal.standardOutput();
        List<AuditEntry> entries = options.open().audit(limit);
        if (options.json()) {
            out.line(LetterJson.of(entries));
        } else {
            new AuditText(out).print(entries);
        }
        return 0;
    }
}
