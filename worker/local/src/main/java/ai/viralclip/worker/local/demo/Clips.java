package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.RequestRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code worker/bin/clips}: what can be done with the worker from a shell. */
@Command(
        name = "clips",
        mixinStandardHelpOptions = true,
        version = "clips 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "The clip storage worker, from a shell.",
        subcommands = {DemoCommand.class, ListCommand.class, UrlCommand.class, PurgeCommand.class})
public final class Clips implements Runnable {

    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    Clips() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command? For example: clips demo");
    }

    static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Clips()).setExecutionExceptionHandler(Clips::explain);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof DemoFailure
                || failure instanceof IllegalStateException
                || failure instanceof RequestRefused) {
            command.getErr().println("clips: " + failure.getMessage());
            return FAILED;
        }
        throw failure;
    }
}
