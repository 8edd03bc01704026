package ai.viralclip.worker.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code clips completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {"Prints what lets bash and zsh complete commands and options:", "  source <(clips completion)"})
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine clips = spec.root().commandLine();
        Terminal.standardOutput().line(AutoComplete.bash(clips.getCommandName(), clips));
        return 0;
    }
}
