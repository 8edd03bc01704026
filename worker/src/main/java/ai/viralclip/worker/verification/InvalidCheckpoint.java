package ai.viralclip.worker.verification;

/** A cursor that no verification of this scope ever gave, or a scope that cannot be. */
public final class InvalidCheckpoint extends Exception {

    InvalidCheckpoint(String problem) {
        super(problem);
    }
}
