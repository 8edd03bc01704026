/**
 * Whether bucket, {@code highlights.json} and the answers on Kafka agree: looked at page by page, in constant memory,
 * and nothing changed. Knows of Kafka's records what their readers give it.
 */
@ApplicationModule(
        displayName = "verification",
        allowedDependencies = {"bucket", "highlights", "purge", "kafka"})
@NullMarked
package ai.viralclip.worker.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
