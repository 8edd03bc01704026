package ai.viralclip.worker.bucket;

/**
 * A multipart upload that was begun, and neither completed nor aborted: its parts take space, and no listing shows it.
 */
public record OpenUpload(String key, String id) {}
