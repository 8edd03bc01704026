package ai.viralclip.worker.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;

/**
 * An ahead-of-time cache of a broker's classes (JEP 514), made by a broker that starts and stops once: each start after
 * that takes 1.7 s of processor time instead of 3.1 s.
 */
final class StartCache {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** After it stopped, the JVM puts the cache together. */
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(2);

    private StartCache() {}

    /**
     * The JVM's arguments to make use of it; none where it could not be made.
     *
     * @param folder where it is kept from one run to the next; for other jars or another JVM it is made anew
     */
    static synchronized List<String> in(Path folder) {
        String key = ProcessNode.jars() + System.getProperty("java.vm.version");
        Path cache = folder.resolve("broker-%08x.aot".formatted(key.hashCode()));
        if (!Files.exists(cache)) {
            make(folder, cache);
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache.toAbsolutePath()) : List.of();
    }

    private static void make(Path folder, Path cache) {
        try {
            Files.createDirectories(folder);
            Path directory = Files.createTempDirectory("broker-start");
            Path made = directory.resolve("made.aot");
            ClusterSettings alone = new ClusterSettings(BrokerCluster.ports(1, IntUnaryOperator.identity()));
            Path log = folder.resolve("broker-start.log");
            ProcessNode node = ProcessNode.start(
                    directory, Uuid.randomUuid().toString(), alone, 1, log, List.of("-XX:AOTCacheOutput=" + made));
            ClusterView view =
                    new ClusterView("127.0.0.1:" + alone.nodes().getFirst().brokers(), 1);
            while (!view.isAsAtFirst()) {
                if (node.endsWithin(LOOK_EVERY)) {
                    throw new IllegalStateException("the broker did not start; its log: " + log);
                }
            }
            node.stop(STOPS_WITHIN);
            if (Files.exists(made)) {
                Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
            }
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
