/**
 * What clips a run has, page by page, with URLs to read them: {@code clips-requested} to {@code clips-listed}. Reads
 * only. Uses highlights and the bucket; knows nothing of Kafka.
 */
@ApplicationModule(
        displayName = "catalog",
        allowedDependencies = {"bucket", "highlights"})
@NullMarked
package ai.viralclip.worker.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
