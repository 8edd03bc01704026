package ai.viralclip.worker.media.s3;

import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.bucket.source.SourceObjects.Version;
import java.io.IOException;
import java.io.InputStream;

/** One version of an object: each stretch is read under its ETag. */
record ObjectBytes(SourceObjects objects, Version version) implements SourceBytes {

    @Override
    public InputStream open(long offset) throws IOException {
        return offset == version.sizeBytes()
                ? InputStream.nullInputStream()
                : new SteadyStream(objects, version, offset);
    }

    @Override
    public boolean isNear() {
        return false;
    }
}
