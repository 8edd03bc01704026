/**
 * One clip as one trace: what its spans are called and say, and whether and where they are sent. OpenTelemetry's API is
 * used directly, by the rooms on a clip's path too; its SDK by this room alone, and only where tracing is on (decision
 * 0040). Uses no other room.
 */
@ApplicationModule(
        displayName = "tracing",
        allowedDependencies = {})
@NullMarked
package ai.viralclip.worker.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
