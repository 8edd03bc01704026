package ai.viralclip.worker.guarantees.harness;

import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.local.BrokerCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Brokers, each in a process of its own, and the tap before them. Scenarios use them one after the other, emptied in
 * between: three that start take as much of the processor as most scenarios do.
 */
public record SpareBrokers(int count, BrokerCluster brokers, KafkaTap tap, Path directory) {

    private static final Path HOME = Path.of("target", "spare-brokers").toAbsolutePath();
    private static final Duration IN_SYNC = Duration.ofMinutes(2);
    private static final Queue<SpareBrokers> ALL = new ConcurrentLinkedQueue<>();
    private static final Map<Integer, Queue<SpareBrokers>> SPARE = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(SpareBrokers::end)));
    }

    /** Those that somebody gave back, or new ones. */
    public static SpareBrokers take(int count) throws IOException {
        SpareBrokers spare = spare(count).poll();
        return spare == null ? start(count) : spare;
    }

    private static Queue<SpareBrokers> spare(int count) {
        return SPARE.computeIfAbsent(count, _ -> new ConcurrentLinkedQueue<>());
    }

    private static SpareBrokers start(int count) throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(HOME), "brokers");
        KafkaTap tap = new KafkaTap();
        BrokerCluster.Options options =
                new BrokerCluster.Options(directory, count, directory, Rig.BROKERS_KEPT, tap::before);
        SpareBrokers started = new SpareBrokers(count, Brokers.chosen().cluster(options), tap, directory);
        ALL.add(started);
        return started;
    }

    /**
     * For the next one, as if they were new. Whoever spoke to them is gone.
     *
     * @param kept whether they end with all their logs instead, which say why a guarantee did not hold
     */
    public void giveBack(boolean kept) {
        tap.forgetRules();
        // In every build one scenario alone has several, and idle ones take what all others are short of.
        if (kept || (count > 1 && Rounds.count() == 1)) {
            end();
            return;
        }
        try {
            for (int broker = 0; broker < count; broker++) {
                brokers.restart(broker);
            }
            brokers.awaitInSync(IN_SYNC);
            Emptied.brokers(brokers.innerServers());
            spare(count).add(this);
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
