package ai.viralclip.worker.brokers;

import ai.viralclip.worker.local.BrokerCluster;
import ai.viralclip.worker.local.ClusterSettings;
import ai.viralclip.worker.local.ClusterSettings.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;

/**
 * Brokers that replicate to each other, each in a container, in a network of their own. There they know each other by
 * name; who is outside comes by two ports of each, one for the clients and one for those who only look.
 *
 * <p>Testcontainers removes the network when the JVM ends.
 */
final class ContainerCluster {

    private static final String IS_UP = ".*Transitioning from RECOVERY to RUNNING.*";
    private static final String LISTENERS =
            "CLIENTS://0.0.0.0:9092,CONTROLLER://0.0.0.0:9093,OUTSIDE://0.0.0.0:9094,BROKERS://0.0.0.0:9095";

    private final List<Ports> ports;
    private final String clusterId = Uuid.randomUuid().toString();
    private final Network network = Network.newNetwork();

    private ContainerCluster(List<Ports> ports) {
        this.ports = ports;
    }

    static BrokerCluster start(BrokerCluster.Options options) {
        ContainerCluster cluster = new ContainerCluster(BrokerCluster.ports(options.brokers(), options.advertised()));
        List<ContainerNode> nodes = cluster.nodes(options.logs());
        // All at once: none of them is up before most of them are.
        Startables.deepStart(nodes.stream().map(ContainerNode::container)).join();
        return BrokerCluster.of(cluster.ports, nodes);
    }

    private List<ContainerNode> nodes(Path logs) {
        return IntStream.rangeClosed(1, ports.size())
                .mapToObj(id -> new ContainerNode(container(id), logs.resolve("broker-%d.log".formatted(id - 1))))
                .toList();
    }

    private GenericContainer<?> container(int id) {
        Ports outside = ports.get(id - 1);
        GenericContainer<?> container = new GenericContainer<>(KafkaImage.name())
                .withNetwork(network)
                .withNetworkAliases(name(id))
                .withEnv(KafkaImage.environment(settings(id)))
                .withEnv("CLUSTER_ID", clusterId)
                .waitingFor(Wait.forLogMessage(IS_UP, 1).withStartupTimeout(ContainerBroker.STARTS_WITHIN));
        container.setPortBindings(List.of(
                "127.0.0.1:%d:9092".formatted(outside.clients()), "127.0.0.1:%d:9094".formatted(outside.brokers())));
        return container;
    }

    private Map<String, String> settings(int id) {
        Ports outside = ports.get(id - 1);
        Map<String, String> settings = new HashMap<>(ClusterSettings.anywhere(ports.size()));
        settings.put("node.id", Integer.toString(id));
        settings.put("log.dirs", "/tmp/kraft-logs");
        settings.put("controller.quorum.voters", voters());
        settings.put("listeners", LISTENERS);
        settings.put(
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT,OUTSIDE:PLAINTEXT,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put(
                "advertised.listeners",
                "CLIENTS://127.0.0.1:%d,OUTSIDE://127.0.0.1:%d,BROKERS://%s:9095"
                        .formatted(outside.advertised(), outside.brokers(), name(id)));
        return settings;
    }

    private String voters() {
        return IntStream.rangeClosed(1, ports.size())
                .mapToObj(id -> "%d@%s:9093".formatted(id, name(id)))
                .collect(Collectors.joining(","));
    }

    private static String name(int id) {
        return "broker-" + id;
    }
}
