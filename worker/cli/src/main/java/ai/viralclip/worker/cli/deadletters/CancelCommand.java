package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.worker.cli.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clips deadletters cancel}. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Asks the replay or discard that is running to stop after the transaction in hand.",
        sortOptions = false)
final class CancelCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Option(names = "--as", paramLabel = "NAME", description = "Who asks (default: the user of this shell).")
    private String by = System.getProperty("user.name", "");

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Override
    public Integer call() {
        Terminal out = Terminal.standardOutput();
        Optional<AuditEntry> asked = options.open().cancel(by, LIMIT);
        if (options.json()) {
            out.line(LetterJson.of(asked));
        } else if (asked.isEmpty()) {
            out.line("no replay and no discard is running");
        } else {
            new AuditText(out).print(asked.get());
        }
        return asked.filter(entry -> entry.status() == AuditEntry.Status.RUNNING)
                        .isPresent()
                ? ExitCodes.PARTLY
                : 0;
    }
}
