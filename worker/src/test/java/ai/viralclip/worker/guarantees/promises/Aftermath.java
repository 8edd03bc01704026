package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.worker.guarantees.harness.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is there when a scenario is over.
 *
 * @param objects the folder that holds the bucket's objects, each as a file under its key
 * @param told everything that workers wrote to logs, metrics and health, by where
 * @param ledgers the metrics of the workers that are still alive
 * @param behind the groups of the workers, by partition, where they are not at the end of their topics
 * @param secrets what nobody may be told
 */
public record Aftermath(
        Path objects,
        List<ConsumerRecord<String, byte[]>> deadLetters,
        List<Told> told,
        List<Metrics> ledgers,
        Map<String, Long> behind,
        List<String> secrets) {

    /** A text, and where it was found. */
    public record Told(String where, String text) {}

    /** The run's document; empty where there is none. */
    static Optional<JsonNode> highlights(Path objects, String run) {
        Path file = objects.resolve(run + "highlights.json");
        try {
            return Files.exists(file)
                    ? Optional.of(JsonMapper.shared().readTree(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
