package ai.viralclip.worker.cli;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.contracts.VerifyCompleted;
import ai.viralclip.contracts.VerifyRequested;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clips verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a worker whether bucket, highlights.json and the answers on Kafka agree: of one user, of one run, or of"
                    + " everything. Reports, mends nothing, and says for each finding what does.",
            ""
        },
        footer = {
            "",
            "Ends with 0 where all agree, with 3 where something does not. What is shown after --resume= goes on where a"
                    + " verification was broken off, however that was; name the same user, run and --deep with it."
        },
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    private static final int DISAGREES = 3;

    /** One of the two, or none. */
    static final class Whose {

        @Option(names = "--user", paramLabel = "UID", converter = Ids.OfUser.class, description = "This user alone.")
        private Optional<Uid> uid = Optional.empty();

        @Option(
                names = "--run",
                paramLabel = "UID/RUN",
                converter = RunName.Converter.class,
                description = "This run alone.")
        private Optional<RunName> run = Optional.empty();
    }

    @ArgGroup(exclusive = true)
    private final Whose whose = new Whose();

    @Option(names = "--deep", description = "Read the bytes of every object, and hash them.")
    private boolean deep;

    @Option(names = "--resume", paramLabel = "CURSOR", description = "Go on where an earlier verification was.")
    private Optional<String> resume = Optional.empty();

    @Option(names = "--json", description = "Print a line of JSON for each finding, and one for all at the end.")
    private boolean json;

    @Mixin
    private final Connection connection = new Connection();

    @Override
    public Integer call() throws RequestRefused {
        VerifyLog log = new VerifyLog(Terminal.standardOutput(), Terminal.standardError(), json);
        resume.ifPresent(log::resumes);
        Optional<Uid> uid = whose.run.map(RunName::uid).or(() -> whose.uid);
        Optional<RunId> runId = whose.run.map(RunName::runId);
        Optional<String> cursor = resume;
        boolean done = false;
        try (RequestClient worker = connection.open()) {
            do {
                VerifyRequested request = new VerifyRequested(uid, runId, Optional.of(deep), cursor);
                VerifyCompleted page = worker.verify(request, connection.limit());
                log.page(page);
                cursor = page.nextCursor();
            } while (cursor.isPresent());
            done = true;
        } finally {
            if (!done) {
                log.brokenOff();
            }
        }
        return log.end() ? 0 : DISAGREES;
    }
}
