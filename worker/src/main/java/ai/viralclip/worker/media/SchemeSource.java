package ai.viralclip.worker.media;

/**
 * Who opens the URIs of one scheme.
 *
 * @param scheme in lower case, without its colon
 */
public record SchemeSource(String scheme, MediaSource source) {}
