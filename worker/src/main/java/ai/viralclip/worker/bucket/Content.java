package ai.viralclip.worker.bucket;

import java.nio.ByteBuffer;

/** A small object's bytes (read-only) and the ETag that they were read under, without its quotes. */
public record Content(String etag, ByteBuffer bytes) {

    public Content {
        bytes = bytes.asReadOnlyBuffer();
    }
}
