package ai.viralclip.worker.cli.deadletters;

import picocli.CommandLine.Option;

/** What every command takes that changes something. */
final class ActOptions {

    @Option(names = "--as", paramLabel = "NAME", description = "Who does it (default: the user of this shell).")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--yes", description = "Do not ask, however many they are.")
    private boolean yes;

    @Option(
            names = "--take-over",
            description = "End the replay or discard that is running, instead of being refused beside it.")
    private boolean takeOver;

    String by() {
        return by;
    }

    boolean yes() {
        return yes;
    }

    boolean takeOver() {
        return takeOver;
    }
}
