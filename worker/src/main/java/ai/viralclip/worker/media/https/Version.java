package ai.viralclip.worker.media.https;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file as its server has it now.
 *
 * @param sizeBytes empty where the server does not say
 * @param etag a strong one
 * @param hasRanges whether parts of it can be asked for
 */
record Version(OptionalLong sizeBytes, Optional<String> etag, boolean hasRanges) {

    /** Whether bytes that are asked for later, or after a cut, are known to be of this very version. */
    boolean isPinned() {
        return sizeBytes.isPresent() && etag.isPresent() && hasRanges;
    }
}
