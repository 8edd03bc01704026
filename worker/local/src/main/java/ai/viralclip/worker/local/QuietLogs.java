package ai.viralclip.worker.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Keeps servers that share the worker's JVM out of its log.
 *
 * <p>In code, because a {@code logback.xml} in this module would be found by every test that has it on its class path.
 */
final class QuietLogs {

    private static final List<String> BROKER = List.of(
            "kafka",
            "state.change.logger",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.network",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.storage");

    private QuietLogs() {}

    static void ofS3Proxy() {
        // S3Proxy and the Jetty shaded into it.
        quiet(Level.WARN, List.of("org.gaul"));
    }

    /** Of the broker only: what a Kafka client in the same JVM has to say is for others to silence. */
    static void ofBroker() {
        quiet(Level.ERROR, BROKER);
    }

    private static void quiet(Level level, List<String> loggers) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            loggers.forEach(name -> context.getLogger(name).setLevel(level));
        }
    }
}
