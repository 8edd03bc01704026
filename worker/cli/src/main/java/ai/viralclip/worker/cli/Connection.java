package ai.viralclip.worker.cli;

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

    RequestClient open() {
        Map<String, Object> settings = new HashMap<>();
        config.map(Connection::read)
                .ifPresent(file -> file.forEach((name, value) -> settings.put(name.toString(), value)));
        bootstrapServers
                .or(() -> Optional.ofNullable(System.getenv("SPRING_KAFKA_BOOTSTRAP_SERVERS")))
                .filter(servers -> !servers.isBlank())
                .ifPresent(servers -> settings.put("bootstrap.servers", servers));
        if (!settings.containsKey("bootstrap.servers")) {
            throw new CommandFailure("no brokers named: --bootstrap-servers, or SPRING_KAFKA_BOOTSTRAP_SERVERS");
        }
        beQuiet();
        return RequestClient.connect(settings, InstantSource.system());
    }

    private static Properties read(Path file) {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            settings.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure("cannot be read: " + file + " (" + e + ")");
        }
        return settings;
    }

    /** Errors alone, to stderr: Logback reads this when the first logger, a Kafka client's, wakes it up. */
    private static void beQuiet() {
        System.setProperty("logback.configurationFile", "clips-quiet-logback.xml");
    }
}
