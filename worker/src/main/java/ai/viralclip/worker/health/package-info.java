/** Whether the worker gets on: a watchdog over its signs of life, and what readiness says. */
@ApplicationModule(
        displayName = "health",
        allowedDependencies = {"intake", "requests", "delivery", "media :: file", "purge", "bucket", "process"})
@NullMarked
package ai.viralclip.worker.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
