package ai.viralclip.worker.media;

import ai.viralclip.contracts.RenderedMedia;

/** Where rendered media comes from. Nothing here ever changes or deletes a source (README, Guarantees). */
public interface MediaSource {

    /**
     * Finds the media, and checks its first bytes and its size against the announcement. Its SHA-256 is left to the
     * upload, which reads all bytes anyway; only where none was announced is the media read whole here.
     *
     * @throws MediaException with the first check that failed
     */
    CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException;

    /**
     * Looks again at media whose bytes were not those that were announced when they were sent. Returns where it changed
     * since it was opened, or is right now: then another attempt may find it whole.
     *
     * @throws MediaException {@link MediaFailure.ChecksumMismatch} where it stayed as it was, and is not what was
     *     announced
     */
    void lookAgain(CheckedMedia media) throws MediaException;
}
