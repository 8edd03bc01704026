package ai.viralclip.worker.media;

import ai.viralclip.contracts.RenderedMedia;

/**
 * Where rendered media comes from. A boundary: each scheme of URIs has its own source, in a room of its own. Nothing
 * here ever changes or deletes a source (SEMANTICS.md).
 */
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
     * left to the upload, which reads all bytes anyway; only where none was announced, and nobody else knows it, is the
     * media read whole here.
     *
     * @throws MediaException with the first check that failed
     */
    CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException;
}
