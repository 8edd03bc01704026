/**
 * The right to be forgotten: deletes what a user or a run has in the bucket, and knows which rendered clips may not
 * come back. Uses highlights and the bucket; knows nothing of Kafka.
 */
@ApplicationModule(
        displayName = "purge",
        allowedDependencies = {"bucket", "highlights"})
@NullMarked
package ai.viralclip.worker.purge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
