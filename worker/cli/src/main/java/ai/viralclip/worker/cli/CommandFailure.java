package ai.viralclip.worker.cli;

/** A command cannot go on; the message says the next step. */
public final class CommandFailure extends RuntimeException {

    public CommandFailure(String message) {
        super(message);
    }
}
