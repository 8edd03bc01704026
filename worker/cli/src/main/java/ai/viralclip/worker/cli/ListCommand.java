package ai.viralclip.worker.cli;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clips list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Asks a worker for the clips of a run, with URLs that open them for a while.",
        sortOptions = false)
final class ListCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "UID", converter = Ids.OfUser.class, description = "The user.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private Uid uid;

    @Parameters(index = "1", paramLabel = "RUN", converter = Ids.OfRun.class, description = "The run.")
    @SuppressWarnings("NullAway.Init")
    private RunId runId;

    @Option(names = "--json", description = "Print one JSON document instead of a table.")
    private boolean json;

    @Mixin
    private final Connection connection = new Connection();

    @Override
    public Integer call() throws RequestRefused {
        Terminal out = Terminal.standardOutput();
        try (RequestClient worker = connection.open()) {
            Listing listing = Listing.of(worker, uid, runId, connection.limit());
            if (json) {
                out.line(ReplyJson.of(listing));
            } else {
                List<String> lines = listing.lines();
                out.line(out.bold(lines.getFirst()));
                lines.stream().skip(1).forEach(out::line);
                out.line(listing.summary());
            }
            return 0;
        }
    }
}
