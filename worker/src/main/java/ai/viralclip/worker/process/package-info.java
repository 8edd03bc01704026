/**
 * The worker as one process: a start that is refused, a thread that is needed, a log line that recurs, waits that grow.
 */
@ApplicationModule(
        displayName = "process",
        allowedDependencies = {})
@NullMarked
package ai.viralclip.worker.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
