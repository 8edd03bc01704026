package ai.viralclip.worker.media;

/**
 * Who opens the URIs of one scheme.
 *
 * @param kind whose name is the scheme
 */
public record SchemeSource(SourceKind kind, MediaSource source) {}
