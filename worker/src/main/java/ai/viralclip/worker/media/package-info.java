/**
 * Where rendered media is: finds it under the places that the operator allows, and checks that it looks like what was
 * announced before a byte of it is sent. Reads it for the bucket, and lets no file system that hangs stop more than
 * what is on it.
 */
@ApplicationModule(displayName = "media", allowedDependencies = "bucket")
@NullMarked
package ai.viralclip.worker.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
