package ai.viralclip.worker.media;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;

/**
 * Media whose form and size were found to be what was announced. To be closed once it is stored, or is not to be.
 *
 * @param content what is to be stored. Its hash is as announced, and proved only while the bytes are sent; where none
 *     was announced, of the bytes that were read. The upload is bound to it
 * @param secondLook for where what was sent was something else
 */
public record CheckedMedia(MediaKind kind, Payload.Media content, SecondLook secondLook) implements AutoCloseable {

    public long sizeBytes() {
        return content.sizeBytes();
    }

    public Sha256 sha256() {
        return content.sha256();
    }

    /** Gives back what was held for it. */
    @Override
    public void close() {
        if (content instanceof Payload.Streamed streamed) {
            streamed.bytes().close();
        }
    }
}
