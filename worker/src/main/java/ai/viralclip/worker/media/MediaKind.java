package ai.viralclip.worker.media;

/** The two kinds of media of a clip, and how their first bytes are known. */
public enum MediaKind {

    /** MP4: the first box is {@code ftyp} (ISO/IEC 14496-12 §4.3): its type stands in bytes 4 to 7. */
    VIDEO("video/mp4") {
        @Override
        boolean startsWith(byte[] head, int length) {
            return length >= 8 && head[4] == 'f' && head[5] == 't' && head[6] == 'y' && head[7] == 'p';
        }
    },

    /** JPEG: begins with the SOI marker FF D8, and a further marker FF (ITU-T T.81 §B.1). */
    THUMBNAIL("image/jpeg") {
        @Override
        boolean startsWith(byte[] head, int length) {
            return length >= 3 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xd8 && (head[2] & 0xff) == 0xff;
        }
    };

    /** How many first bytes decide. */
    static final int HEAD_BYTES = 8;

    private final String contentType;

    MediaKind(String contentType) {
        this.contentType = contentType;
    }

    /** The MIME type that it is stored under. */
    public String contentType() {
        return contentType;
    }

    abstract boolean startsWith(byte[] head, int length);
}
