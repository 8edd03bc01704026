package ai.viralclip.worker.media.https;

import ai.viralclip.worker.bucket.source.SourceBytes;
import java.io.InputStream;

/**
 * The bytes of one version of a file, asked for as often as they are wanted.
 *
 * @param version that is pinned
 */
record PinnedBytes(Fetcher fetcher, HttpsUrl url, HttpsProperties settings, Version version) implements SourceBytes {

    @Override
    public InputStream open(long offset) {
        return new ResumingStream(fetcher, url, Limits.of(settings), version, offset);
    }

    @Override
    public boolean isNear() {
        return false;
    }
}
