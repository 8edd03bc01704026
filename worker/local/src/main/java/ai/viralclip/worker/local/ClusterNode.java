package ai.viralclip.worker.local;

import java.nio.file.Path;
import java.time.Duration;

/** One node of a {@link BrokerCluster}, wherever it runs: it is killed and started again as often as somebody likes. */
public interface ClusterNode extends AutoCloseable {

    /** SIGKILL; it is gone on return. Nothing happens where it does not run. */
    void kill();

    /** SIGTERM, and SIGKILL where that is not enough. */
    void stop(Duration within);

    /** Starts it again on its own data and ports, without waiting for it. Nothing happens where it runs. */
    void restart();

    boolean isAlive();

    /** Whether it ended, now or within so long. */
    boolean endsWithin(Duration time);

    /** A file with what it said. */
    Path log();

    /** Ends it; it is not started again. */
    @Override
    void close();
}
