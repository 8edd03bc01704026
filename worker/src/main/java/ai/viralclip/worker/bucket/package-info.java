/**
 * The bucket: keys, conditional puts, multipart, presigned URLs, and the proof at start-up that the bucket is safe to
 * use. The only user of the AWS SDK. Uses tracing, and no other room.
 */
@ApplicationModule(
        displayName = "bucket",
        allowedDependencies = {"tracing", "process"})
@NullMarked
package ai.viralclip.worker.bucket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
