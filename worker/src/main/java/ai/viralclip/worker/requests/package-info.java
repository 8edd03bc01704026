/** Listings, purges and verifications by request and reply, and what workers tell each other of purges. */
@ApplicationModule(
        displayName = "requests",
        allowedDependencies = {"kafka", "catalog", "purge", "verification", "bucket", "process"})
@NullMarked
package ai.viralclip.worker.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
