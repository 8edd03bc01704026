/** The ground that Kafka's two rooms stand on: clients, one consumer's life, topics, and records read as events. */
@ApplicationModule(
        displayName = "kafka",
        allowedDependencies = {"process", "tracing"})
@NullMarked
package ai.viralclip.worker.kafka;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
