package ai.viralclip.worker.brokers;

import ai.viralclip.worker.local.BrokerCluster;
import ai.viralclip.worker.local.LocalBroker;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the brokers of the integration tests are, by one switch: {@code ./mvnw verify -Dkafka=container} takes Apache's
 * image ({@code kafka.image} in the root pom) where the default, {@code embedded}, takes the jars that the build
 * depends on. Settings are the same ones, but for addresses.
 *
 * <p>Every integration test of the worker that has brokers gets them here: one broker, which some tests take away for a
 * while; or three that replicate to each other behind a {@code KafkaTap}, of which some are killed. A killed container
 * is started again on its own data and ports, as a killed process is.
 *
 * <p>Not switched are the tests of {@code worker/local}: {@code LocalBrokerIT} is about the embedded broker itself, and
 * {@code ClusterViewIT}, {@code OutcomeReaderIT} and {@code RenderingIT} are about what the demo does with it; the
 * demo's class path has no Testcontainers. {@code ModelBroker} is a model, in unit tests. Nor are the benchmarks.
 */
public enum Brokers {
    EMBEDDED {
        @Override
        public Broker one(Path directory) {
            return new EmbeddedBroker(LocalBroker.start(new LocalBroker.Options(directory, 0)));
        }

        @Override
        public BrokerCluster cluster(BrokerCluster.Options options) {
            return BrokerCluster.start(options);
        }
    },

    CONTAINER {
        @Override
        public Broker one(Path directory) {
            return ContainerBroker.start();
        }

        @Override
        public BrokerCluster cluster(BrokerCluster.Options options) {
            return ContainerCluster.start(options);
        }
    };

    /** Those that this build asks for. */
    public static Brokers chosen() {
        return valueOf(System.getProperty("kafka", "embedded").toUpperCase(Locale.ROOT));
    }

    /**
     * Starts a broker; it takes requests on return.
     *
     * @param directory for its data; not used by a container, which keeps its data to itself
     */
    public abstract Broker one(Path directory);

    /**
     * Starts brokers that replicate to each other; all of them take requests on return.
     *
     * @param options of which containers need the number, the logs and what is advertised
     */
    public abstract BrokerCluster cluster(BrokerCluster.Options options);
}
