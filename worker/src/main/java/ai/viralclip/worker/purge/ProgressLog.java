package ai.viralclip.worker.purge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes a purge's progress on, and writes it to the log now and then. */
final class ProgressLog implements Consumer<Progress> {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final String scope;
    private final InstantSource clock;
    private final Consumer<Progress> next;
    private Instant nextLine;

    ProgressLog(String scope, InstantSource clock, Consumer<Progress> next) {
        this.scope = scope;
        this.clock = clock;
        this.next = next;
        this.nextLine = clock.instant().plus(BETWEEN_LINES);
    }

    @Override
    public void accept(Progress now) {
        next.accept(now);
        if (clock.instant().isAfter(nextLine)) {
            nextLine = clock.instant().plus(BETWEEN_LINES);
            LOG.atInfo()
                    .addKeyValue("scope", scope)
                    .addKeyValue("objects", now.objects())
                    .addKeyValue("bytes", now.bytes())
                    .addKeyValue("uploads", now.uploads())
                    .log("purging");
        }
    }
}
