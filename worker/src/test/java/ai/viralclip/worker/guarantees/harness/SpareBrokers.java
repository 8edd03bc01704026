package ai.viralclip.worker.guarantees.harness;

import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.local.BrokerCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Three brokers and the tap before them. Scenarios use them one after the other, emptied in between: three that start
 * take as much of the processor as most scenarios do.
 */
public record SpareBrokers(BrokerCluster brokers, KafkaTap tap, Path directory) {

    private static final Path HOME = Path.of("target", "spare-brokers").toAbsolutePath();
    private static final Duration IN_SYNC = Duration.ofMinutes(2);
    private static final Queue<SpareBrokers> ALL = new ConcurrentLinkedQueue<>();
    private static final Queue<SpareBrokers> SPARE = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(SpareBrokers::end)));
    }

    /** Those that somebody gave back, or new ones. */
    public static SpareBrokers take() throws IOException {
        SpareBrokers spare = SPARE.poll();
        return spare == null ? start() : spare;
    }

    private static SpareBrokers start() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(HOME), "brokers");
        KafkaTap tap = new KafkaTap();
        BrokerCluster.Options three = new BrokerCluster.Options(directory, 3, directory, Rig.BROKERS_KEPT, tap::before);
        SpareBrokers started = new SpareBrokers(Brokers.chosen().cluster(three), tap, directory);
        ALL.add(started);
        return started;
    }

    /** For the next one, as if they were new. Whoever spoke to them is gone. */
    public void giveBack() {
        tap.forgetRules();
        try {
            for (int broker = 0; broker < 3; broker++) {
                brokers.restart(broker);
            }
            brokers.awaitInSync(IN_SYNC);
            Emptied.brokers(brokers.innerServers());
            SPARE.add(this);
        } catch (IllegalStateException e) {
            end();
            throw e;
        }
    }

    private void end() {
        tap.close();
        brokers.close();
    }
}
