package ai.viralclip.worker.cli;

import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to reach the brokers, and how long to wait; the same for every command that asks a worker. */
final class Connection {

    @Mixin
    private final BrokerOptions brokers = new BrokerOptions();

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
        return RequestClient.connect(brokers.settings(), InstantSource.system());
    }
}
