package ai.viralclip.worker.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The boards of {@code monitoring/grafana}, as far as they are there. */
final class Boards {

    private static final Path FOLDER = Rule.MONITORING.resolve("grafana/dashboards");

    private Boards() {}

    static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> files = Files.list(FOLDER)) {
                for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    texts.add(Files.readString(file));
                }
            }
        }
        return texts;
    }

    static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (String text : texts()) {
            new ObjectMapper()
                    .readTree(text).findValues("expr").stream()
                            .map(JsonNode::asText)
                            .forEach(expressions::add);
        }
        return expressions;
    }
}
