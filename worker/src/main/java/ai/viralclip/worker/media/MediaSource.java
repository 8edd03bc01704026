package ai.viralclip.worker.media;

import ai.viralclip.contracts.RenderedMedia;

/** Where rendered media comes from. Nothing here ever changes or deletes a source (README, Guarantees). */
public interface MediaSource {

    /**
     * Finds the media, reads it whole, and checks its first bytes, its size and its SHA-256 against the announcement.
     *
     * @throws MediaException with the first check that failed
     */
    CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException;
}
