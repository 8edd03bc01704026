package ai.viralclip.worker.cli;

import ai.viralclip.operator.letters.Refused;
import ai.viralclip.worker.cli.deadletters.DeadLettersCommand;
import ai.viralclip.worker.cli.deadletters.ExitCodes;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code clips}: what can be done with a worker from a shell. */
@Command(
        name = "clips",
        mixinStandardHelpOptions = true,
        version = "clips 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "The clip storage worker, from a shell.")
public final class Clips implements Runnable {

    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    Clips() {}

    @Override
    public void run() {
        String first = spec.subcommands().keySet().iterator().next();
        throw new CommandLine.ParameterException(spec.commandLine(), "which command? For example: clips " + first);
    }

    static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The commands of this room, after others that are offered along with them. */
    public static CommandLine commandLine(Object... others) {
        CommandLine clips = new CommandLine(new Clips());
        Stream.concat(
                        Stream.of(others),
                        Stream.of(
                                new ListCommand(),
                                new UrlCommand(),
                                new PurgeCommand(),
                                new VerifyCommand(),
                                new DeadLettersCommand(),
                                new CompletionCommand()))
                .forEach(clips::addSubcommand);
        return clips.setExecutionExceptionHandler(Clips::explain);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof Refused refused) {
            command.getErr().println("clips: " + refused.getMessage());
            return ExitCodes.of(refused);
        }
        String explained = switch (failure) {
            case CommandFailure known -> known.getMessage();
            case RequestRefused refused -> refused.getMessage();
            case IllegalStateException known -> known.getMessage();
            case KafkaException known -> "the Kafka client says: " + withCause(known);
            default -> throw failure;
        };
        command.getErr().println("clips: " + explained);
        return FAILED;
    }

    /** What is wrong with a client's settings stands in the cause. */
    private static String withCause(KafkaException failure) {
        return failure.getMessage()
                + Optional.ofNullable(failure.getCause())
                        .map(cause -> ": " + cause.getMessage())
                        .orElse("");
    }
}
