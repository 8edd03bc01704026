package ai.viralclip.worker.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a class writes to the log from INFO up, whatever level a test before it left behind. For tests that are
 * isolated: a test that starts the application sets the log up anew, without this.
 */
public final class WrittenLog implements AutoCloseable {

    private final Logger logger;
    private final @Nullable Level before;
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    public WrittenLog(Class<?> writer) {
        this.logger = (Logger) LoggerFactory.getLogger(writer);
        this.before = logger.getLevel();
        logger.setLevel(Level.INFO);
        written.start();
        logger.addAppender(written);
    }

    public List<ILoggingEvent> events() {
        return List.copyOf(written.list);
    }

    @Override
    public void close() {
        logger.detachAppender(written);
        logger.setLevel(before);
    }
}
