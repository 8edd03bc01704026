package ai.viralclip.worker.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** One rule of {@code monitoring/rules}: an alert, or a series that is recorded. */
record Rule(String name, boolean recorded, Map<String, Object> fields) {

    static final Path MONITORING = Path.of("..", "monitoring");

    static List<Rule> all() {
        return all(MONITORING.resolve("rules"));
    }

    static List<Rule> all(Path folder) {
        return documents(folder).stream()
                .flatMap(document -> list(document.getOrDefault("groups", List.of())).stream())
                .flatMap(group -> list(map(group).getOrDefault("rules", List.of())).stream())
                .map(Rule::map)
                .map(fields -> new Rule(
                        text(fields.getOrDefault("alert", fields.getOrDefault("record", ""))),
                        fields.containsKey("record"),
                        fields))
                .toList();
    }

    static List<Rule> alerts() {
        return all().stream().filter(rule -> !rule.recorded()).toList();
    }

    static List<Map<String, Object>> tests() {
        List<Map<String, Object>> tests = new ArrayList<>();
        documents(MONITORING.resolve("rules/tests"))
                .forEach(document ->
                        list(document.getOrDefault("tests", List.of())).forEach(test -> tests.add(map(test))));
        return tests;
    }

    String expr() {
        return field("expr");
    }

    /** Empty where there is no such field. */
    String field(String name) {
        return text(fields.getOrDefault(name, ""));
    }

    Map<String, Object> labels() {
        return map(fields.getOrDefault("labels", Map.of()));
    }

    Map<String, Object> annotations() {
        return map(fields.getOrDefault("annotations", Map.of()));
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<Map<String, Object>> documents(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Map<String, Object>> documents = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                documents.add(map(new Yaml().load(Files.readString(file))));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object yaml) {
        return (List<Object>) yaml;
    }

    private static String text(Object yaml) {
        return String.valueOf(yaml);
    }
}
