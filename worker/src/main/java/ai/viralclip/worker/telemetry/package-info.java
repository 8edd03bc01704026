/** Metrics, told by the events of the other rooms: no step of a clip's path calls a meter. */
@ApplicationModule(
        displayName = "telemetry",
        allowedDependencies = {
            "health",
            "intake",
            "requests",
            "kafka",
            "delivery",
            "media",
            "purge",
            "bucket",
            "tracing",
            "process"
        })
@NullMarked
package ai.viralclip.worker.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
