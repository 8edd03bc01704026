/**
 * A run's {@code highlights.json}: a pure merge, written by compare-and-swap, coalesced so that a run's object is
 * written at most once a second (R2's limit per key). Uses the bucket, and tracing.
 */
@ApplicationModule(
        displayName = "highlights",
        allowedDependencies = {"bucket", "tracing"})
@NullMarked
package ai.viralclip.worker.highlights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
