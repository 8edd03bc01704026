package ai.viralclip.worker.cli;

import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clips purge}. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a worker to delete everything of a user, or of one run, that was rendered until now. What is deleted"
                    + " does not come back: see what it would be with --dry-run first.",
            ""
        },
        footer = {
            "",
            "A purge takes some seconds at least, and minutes where there is much. Where no receipt comes in time the"
                    + " purge goes on all the same: its receipt comes on the topic purge-completed."
        },
        sortOptions = false)
final class PurgeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "UID", converter = Ids.OfUser.class, description = "The user.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private Uid uid;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RUN",
            converter = Ids.OfRun.class,
            description = "This run alone; without it, the whole user.")
    private Optional<RunId> runId = Optional.empty();

    @Option(names = "--dry-run", description = "Count what would be deleted, and delete nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON document instead of a table.")
    private boolean json;

    @Mixin
    private final Connection connection = new Connection();

    @Override
    public Integer call() throws RequestRefused {
        Terminal out = Terminal.standardOutput();
        try (RequestClient worker = connection.open()) {
            PurgeCompleted receipt =
                    worker.purge(new PurgeRequested(uid, runId, Optional.of(dryRun)), connection.limit());
            if (json) {
                out.line(ReplyJson.of(receipt));
            } else {
                new Receipt(receipt).lines().forEach(out::line);
            }
            return 0;
        }
    }
}
