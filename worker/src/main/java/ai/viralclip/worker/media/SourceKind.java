package ai.viralclip.worker.media;

import java.util.Locale;

/** The kinds of sources, by the schemes of their URIs; its wire name is a metric's tag. */
public enum SourceKind {
    FILE,
    S3,
    HTTPS;

    /** In lower case; also the scheme. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
