package ai.viralclip.worker.media;

/** Looks at media once more that was opened before. */
public interface SecondLook {

    /**
     * Looks again at media whose bytes were not those that were announced when they were sent. Returns where it changed
     * since it was opened, or is right now: then another attempt may find it whole.
     *
     * @throws MediaException {@link MediaFailure.ChecksumMismatch} where it stayed as it was, and is not what was
     *     announced
     */
    void lookAgain() throws MediaException;
}
