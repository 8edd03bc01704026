/**
 * Kafka, both ways: polls {@code clip-rendered}, keeps a window of clips in flight per partition, and settles finished
 * ones in one transaction with their events, dead letters and offsets. Requests for a run's clips and for purges come
 * and are answered here too. The only user of Kafka. Uses delivery, catalog, purge and tracing, and of the bucket the
 * proof.
 */
@ApplicationModule(
        displayName = "intake",
        allowedDependencies = {"delivery", "catalog", "purge", "bucket", "tracing"})
@NullMarked
package ai.viralclip.worker.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
