package ai.viralclip.worker.brokers;

import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.local.BrokerSettings;
import ai.viralclip.worker.local.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;

/** A broker in a container. */
final class ContainerBroker implements Broker {

    static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    private static final Duration STOPS_WITHIN = Duration.ofMinutes(1);
    private static final int PORT_INSIDE = 9092;

    /** The container's first process is a shell, which passes no signal on. */
    private static final String TERMINATE =
            "for p in /proc/[0-9]*; do [ \"$(cat $p/comm)\" = java ] && kill ${p#/proc/}; done";

    private final KafkaContainer container;

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
    }

    static ContainerBroker start() {
        KafkaContainer container = new KafkaContainer(KafkaImage.name())
                .withEnv(KafkaImage.environment(BrokerSettings.anywhere()))
                .withStartupTimeout(STARTS_WITHIN);
        // One that Docker chooses is another one after a restart, and clients know the first.
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(LoopbackPort.free(), PORT_INSIDE)));
        container.start();
        return new ContainerBroker(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    /** In good order, as the embedded one. */
    @Override
    public void stop() {
        if (!container.isRunning()) {
            return;
        }
        try {
            container.execInContainer("sh", "-c", TERMINATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        await("the broker's end").atMost(STOPS_WITHIN).until(() -> !container.isRunning());
    }

    @Override
    public void restart() {
        if (container.isRunning()) {
            return;
        }
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            await("the broker's answer")
                    .atMost(STARTS_WITHIN)
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
