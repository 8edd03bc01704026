package ai.viralclip.worker.media;

import java.io.IOException;

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

    /** @throws Flaw that makes it no media of this kind */
    abstract void check(Peek in) throws IOException, Flaw;
}
