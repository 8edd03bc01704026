package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.cli.Clips;
import picocli.CommandLine;

/** {@code worker/bin/clips}: the operators' commands, and the demo before them. */
public final class ClipsWithDemo {

    private ClipsWithDemo() {}

    static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return Clips.commandLine(new DemoCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
