package ai.viralclip.worker.local.demo;

import ai.viralclip.worker.local.RequestClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** How to reach the brokers, and how long to wait; the same for every command that asks a worker. */
final class Connection {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT[,...]",
            description = "The brokers (default: SPRING_KAFKA_BOOTSTRAP_SERVERS in the environment).")
    private Optional<String> bootstrapServers = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Kafka client settings (TLS, SASL) as a properties file.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for a reply (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds = 60;

    Duration limit() {
        return Duration.ofSeconds(timeoutSeconds);
    }

    RequestClient open() throws IOException {
        Map<String, Object> settings = new HashMap<>();
        if (config.isPresent()) {
            Properties file = new Properties();
            try (InputStream in = Files.newInputStream(config.get())) {
                file.load(in);
            }
            file.forEach((name, value) -> settings.put(name.toString(), value));
        }
        bootstrapServers
                .or(() -> Optional.ofNullable(System.getenv("SPRING_KAFKA_BOOTSTRAP_SERVERS")))
                .ifPresent(servers -> settings.put("bootstrap.servers", servers));
        if (!settings.containsKey("bootstrap.servers")) {
            throw new DemoFailure("no brokers named: --bootstrap-servers, or SPRING_KAFKA_BOOTSTRAP_SERVERS");
        }
        Logs.quiet();
        return RequestClient.connect(settings, InstantSource.system());
    }
}
