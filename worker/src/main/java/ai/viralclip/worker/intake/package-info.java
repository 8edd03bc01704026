/**
 * Kafka, both ways: polls {@code clip-rendered}, keeps a window of clips in flight per partition, and settles finished
 * ones in one transaction with their events, dead letters and offsets. The only user of Kafka. Uses delivery, and of
 * the bucket the proof alone.
 */
@ApplicationModule(
        displayName = "intake",
        allowedDependencies = {"delivery", "bucket"})
@NullMarked
package ai.viralclip.worker.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
