package ai.viralclip.worker.media;

import ai.viralclip.contracts.Sha256;
import java.nio.file.Path;

/**
 * Media that was read once, whole, and found to be what was announced.
 *
 * @param path its real path: every symbolic link resolved, under an allowed root
 * @param sha256 of the bytes that were read; the upload is bound to it
 */
public record CheckedMedia(MediaKind kind, Path path, long sizeBytes, Sha256 sha256) {}
