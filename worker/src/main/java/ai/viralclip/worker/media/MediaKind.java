package ai.viralclip.worker.media;

import java.io.IOException;
import java.util.Optional;

/** The two kinds of media of a clip, and how they are known. */
public enum MediaKind {

    /** MP4: see {@link Mp4Form}. */
    VIDEO("video/mp4") {
        @Override
        void check(Peek in) throws IOException, Flaw {
            Mp4Form.check(in);
        }
    },

    /** JPEG: see {@link JpegForm}. */
    THUMBNAIL("image/jpeg") {
        @Override
        void check(Peek in) throws IOException, Flaw {
            JpegForm.check(in);
        }
    };

    private final String contentType;

    MediaKind(String contentType) {
        this.contentType = contentType;
    }

    /** The MIME type that it is stored under. */
    public String contentType() {
        return contentType;
    }

    /**
     * What makes it no media of this kind; empty where it is.
     *
     * @throws IOException where it cannot be read
     */
    public Optional<String> flaw(Peek in) throws IOException {
        try {
            check(in);
            return Optional.empty();
        } catch (Flaw e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** @throws Flaw that makes it no media of this kind */
    abstract void check(Peek in) throws IOException, Flaw;
}
