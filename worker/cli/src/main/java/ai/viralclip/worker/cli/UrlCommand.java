package ai.viralclip.worker.cli;

import ai.viralclip.contracts.ClipName;
import ai.viralclip.contracts.ListedClip;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clips url}. */
@Command(
        name = "url",
        mixinStandardHelpOptions = true,
        description = "Asks a worker for fresh URLs of one clip: its video, and its thumbnail where there is one.",
        footer = {"", "Ends with 1 where there is no such clip."},
        sortOptions = false)
final class UrlCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "UID", converter = Ids.OfUser.class, description = "The user.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private Uid uid;

    @Parameters(index = "1", paramLabel = "RUN", converter = Ids.OfRun.class, description = "The run.")
    @SuppressWarnings("NullAway.Init")
    private RunId runId;

    @Parameters(index = "2", paramLabel = "STYLE", converter = Ids.OfStyle.class, description = "Such as left_focus.")
    @SuppressWarnings("NullAway.Init")
    private Style style;

    @Parameters(index = "3", paramLabel = "N", description = "Which highlight.")
    private int n;

    @Option(names = "--json", description = "Print one JSON document instead of the URLs.")
    private boolean json;

    @Mixin
    private final Connection connection = new Connection();

    @Override
    public Integer call() throws RequestRefused {
        Terminal out = Terminal.standardOutput();
        try (RequestClient worker = connection.open()) {
            Listing listing = Listing.of(worker, uid, runId, new ClipName(style, n), connection.limit());
            if (json) {
                out.line(ReplyJson.of(listing));
            } else {
                listing.clips().forEach(clip -> print(out, clip));
            }
            if (listing.clips().isEmpty()) {
                Terminal.standardError()
                        .line("clips: there is no clip_" + style + "_" + n + " in " + uid + "/" + runId);
                return 1;
            }
            return 0;
        }
    }

    private static void print(Terminal out, ListedClip clip) {
        out.line(clip.video().url().toString());
        clip.thumbnail().ifPresent(thumbnail -> out.line(thumbnail.url().toString()));
    }
}
