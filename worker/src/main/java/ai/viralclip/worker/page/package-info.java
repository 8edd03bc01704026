/**
 * A page for operators on the port of health and metrics: what the worker does now, dead letters, the clips of a run.
 * Off unless it is switched on (decision 0102). Listens to the other rooms, and is used by none.
 */
@ApplicationModule(
        displayName = "page",
        allowedDependencies = {"telemetry", "health", "intake", "delivery", "catalog", "kafka", "bucket", "process"})
@NullMarked
package ai.viralclip.worker.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
