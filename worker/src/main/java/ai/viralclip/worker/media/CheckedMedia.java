package ai.viralclip.worker.media;

import ai.viralclip.contracts.Sha256;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Media whose form and size were found to be what was announced.
 *
 * @param path its real path: every symbolic link resolved, under an allowed root
 * @param sha256 as announced, and proved only while the bytes are sent; where none was announced, of the bytes that
 *     were read. The upload is bound to it
 * @param modifiedAt when the file was last written to, as it was opened
 */
public record CheckedMedia(MediaKind kind, Path path, long sizeBytes, Sha256 sha256, Instant modifiedAt) {}
