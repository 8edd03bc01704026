/**
 * One event, one {@link ai.viralclip.worker.delivery.Outcome}: the straight path of a clip (README, steps 2 to 5), and
 * the policy that says what a failure means. Uses highlights, media, the bucket and tracing; knows nothing of Kafka.
 */
@ApplicationModule(
        displayName = "delivery",
        allowedDependencies = {"bucket", "media", "highlights", "tracing", "process"})
@NullMarked
package ai.viralclip.worker.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
