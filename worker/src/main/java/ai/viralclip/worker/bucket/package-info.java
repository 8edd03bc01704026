/**
 * The bucket in its own words: keys, what is put, listed and deleted, URLs, and the proof that it is safe to use.
 * Behind it is {@code bucket.s3}, and on the way there {@code bucket.http}; Spring wires them, and no class here knows
 * them. Uses tracing, and no other room.
 */
@ApplicationModule(
        displayName = "bucket",
        allowedDependencies = {"tracing", "process"})
@NullMarked
package ai.viralclip.worker.bucket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
