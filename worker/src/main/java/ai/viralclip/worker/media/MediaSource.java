package ai.viralclip.worker.media;

import ai.viralclip.contracts.RenderedMedia;

/** Where rendered media comes from. Nothing here ever changes or deletes a source (SEMANTICS.md). */
public interface MediaSource {

    /**
     * How many bytes are to be sent, to be asked before they are given room: as announced, or as is found where no size
     * was.
     *
     * @throws MediaException where they are too many, or where what was looked for is not as it should be
     */
    long sizeBytes(RenderedMedia announced, MediaKind kind) throws MediaException;

    /**
     * Finds the media, and checks its form (a few bytes of it) and its size against the announcement. Its SHA-256 is
     * left to the upload, which reads all bytes anyway; only where none was announced is the media read whole here.
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
