package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.LetterDetail;
import ai.viralclip.worker.cli.Terminal;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code clips deadletters show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows all that is known of one dead letter: why, its event, and what happened to it.",
        sortOptions = false)
final class ShowCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ID", description = "As the list has it: PARTITION@OFFSET, such as 5@17.")
    private String id = "";

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Override
    public Integer call() {
        Terminal out = Terminal.standardOutput();
        DeadLetterId which = DeadLetterId.parse(id);
        LetterDetail detail = options.open().show(which);
        if (options.json()) {
            out.line(LetterJson.of(detail));
        } else {
            new LetterText(
                            out,
                            options.deadLetterTopic(),
                            InstantSource.system().instant())
                    .print(detail);
        }
        return 0;
    }
}
