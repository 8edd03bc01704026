package ai.viralclip.worker.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/**
 * Keeps servers that share the worker's JVM out of its log.
 *
 * <p>In code, because a {@code logback.xml} in this module would be found by every test that has it on its class path.
 */
final class QuietLogs {

    private QuietLogs() {}

    static void ofS3Proxy() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            // S3Proxy and the Jetty shaded into it.
            context.getLogger("org.gaul").setLevel(Level.WARN);
        }
    }
}
