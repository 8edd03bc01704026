package ai.viralclip.worker.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One of Grafana's boards, as its file has it. */
record Dashboard(JsonNode json) {

    static final Path GRAFANA = Path.of("..", "monitoring", "grafana");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(MAPPER.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uid() {
        return json.path("uid").asText();
    }

    /** With the rows between them. */
    List<JsonNode> panels() {
        return list(json.path("panels"));
    }

    /** What asks Prometheus: all but rows and text. */
    List<JsonNode> asking() {
        return panels().stream()
                .filter(panel -> !List.of("row", "text").contains(type(panel)))
                .toList();
    }

    List<JsonNode> targets() {
        return asking().stream()
                .flatMap(panel -> list(panel.path("targets")).stream())
                .toList();
    }

    List<String> expressions() {
        return targets().stream().map(target -> target.path("expr").asText()).toList();
    }

    List<JsonNode> variables() {
        return list(json.path("templating").path("list"));
    }

    static String type(JsonNode panel) {
        return panel.path("type").asText();
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Override
    public String toString() {
        return uid();
    }
}
