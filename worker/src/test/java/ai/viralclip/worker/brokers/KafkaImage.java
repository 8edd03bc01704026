package ai.viralclip.worker.brokers;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.testcontainers.utility.DockerImageName;

/** Apache's image of Kafka, and whether this machine can run it. */
public final class KafkaImage {

    /** The build says which; who starts a test without it says so too. */
    private static final Optional<String> NAME = Optional.ofNullable(System.getProperty("kafka.image"));

    private static final Optional<String> MISSING = whatIsMissing();

    private static final int ANSWERS_WITHIN_SECONDS = 30;

    /** A test's broker shares the machine with what it serves, as the embedded ones do. */
    private static final Map<String, String> CHEAP = Map.of(
            "KAFKA_HEAP_OPTS", "-Xmx320m",
            "KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss512k");

    private KafkaImage() {}

    /** What this machine lacks to run it, in one sentence; empty where nothing is missing. */
    public static Optional<String> missing() {
        return MISSING;
    }

    /**
     * The image's name.
     *
     * @throws IllegalStateException where it cannot be run here: at once, and not after minutes of attempts to pull it
     */
    static DockerImageName name() {
        MISSING.ifPresent(what -> {
            throw new IllegalStateException(what);
        });
        return DockerImageName.parse(NAME.orElseThrow()).asCompatibleSubstituteFor("apache/kafka");
    }

    /** Settings of a broker, as the image takes them: in the environment. */
    static Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> "KAFKA_"
                                + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_'),
                        Map.Entry::getValue));
        environment.putAll(CHEAP);
        return environment;
    }

    private static Optional<String> whatIsMissing() {
        if (NAME.isEmpty()) {
            return Optional.of("no image of Kafka is named: -Dkafka.image=, as the build passes it");
        }
        if (!succeeds("docker", "info")) {
            return Optional.of("Docker is not installed or not running: docker info fails (Debian package: docker.io)");
        }
        if (!succeeds("docker", "image", "inspect", NAME.get())) {
            return Optional.of("Docker has no image " + NAME.get() + ": docker pull " + NAME.get());
        }
        return Optional.empty();
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
