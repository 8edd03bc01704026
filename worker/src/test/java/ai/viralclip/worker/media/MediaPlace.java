package ai.viralclip.worker.media;

import java.io.IOException;
import java.net.URI;

/** A place that a source reads, and what {@link MediaSourceContract} does to it. */
public interface MediaPlace extends AutoCloseable {

    MediaSource source();

    /** Puts media there, over what is there under this name. */
    URI put(String name, byte[] bytes) throws IOException;

    void remove(String name) throws IOException;

    /** Something that is there, and that no event may name. */
    URI notAllowed() throws IOException;

    /** Nothing answers any more. */
    void hang() throws IOException;

    @Override
    void close() throws IOException;
}
