/** Clips, from poll to commit: a window per partition, a thread per clip, one transaction for what is finished. */
@ApplicationModule(
        displayName = "intake",
        allowedDependencies = {"kafka", "delivery", "purge", "bucket", "tracing", "process"})
@NullMarked
package ai.viralclip.worker.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
