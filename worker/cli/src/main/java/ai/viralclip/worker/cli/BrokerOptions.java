package ai.viralclip.worker.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** How to reach the brokers; the same for every command. */
public final class BrokerOptions {

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

    /** Settings of Kafka clients. From here on those are quiet. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        config.map(BrokerOptions::read)
                .ifPresent(file -> file.forEach((name, value) -> settings.put(name.toString(), value)));
        bootstrapServers
                .or(() -> Optional.ofNullable(System.getenv("SPRING_KAFKA_BOOTSTRAP_SERVERS")))
                .filter(servers -> !servers.isBlank())
                .ifPresent(servers -> settings.put("bootstrap.servers", servers));
        if (!settings.containsKey("bootstrap.servers")) {
            throw new CommandFailure("no brokers named: --bootstrap-servers, or SPRING_KAFKA_BOOTSTRAP_SERVERS");
        }
        beQuiet();
        return settings;
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
