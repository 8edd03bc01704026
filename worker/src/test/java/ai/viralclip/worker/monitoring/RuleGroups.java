package ai.viralclip.worker.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * The groups of rules that a file of tests is about, with all that they are recorded from. promtool evaluates every
 * rule that it is given at every step of every test: with the others left out it takes a fifth of the time.
 */
final class RuleGroups {

    private static final Path RULES = Rule.MONITORING.resolve("rules");

    private final Map<String, Map<String, Object>> byName = new LinkedHashMap<>();

    private RuleGroups() throws IOException {
        for (String file : List.of("recording.yml", "alerts.yml")) {
            for (Object group : Rule.list(yaml(RULES.resolve(file)).getOrDefault("groups", List.of()))) {
                byName.put(String.valueOf(Rule.map(group).get("name")), Rule.map(group));
            }
        }
    }

    /** Writes a file of tests and its rules to a folder of their own; returns the former. */
    static Path written(String file, Path folder) throws IOException {
        Files.createDirectories(folder);
        RuleGroups all = new RuleGroups();
        String tests = Files.readString(RULES.resolve("tests").resolve(file));
        Map<String, Object> document = new LinkedHashMap<>(Rule.map(new Yaml().load(tests)));
        Set<String> wanted = all.wanted(tests.substring(tests.indexOf("\ntests:")));
        Files.writeString(
                folder.resolve("rules.yml"),
                new Yaml()
                        .dump(Map.of(
                                "groups", wanted.stream().map(all.byName::get).toList())));
        List<Object> order = new ArrayList<>(Rule.list(document.getOrDefault("group_eval_order", List.of())));
        order.retainAll(wanted);
        document.put("rule_files", List.of("rules.yml"));
        document.put("group_eval_order", order);
        return Files.writeString(folder.resolve(file), new Yaml().dump(document));
    }

    /** Groups of which a rule's name stands in the text, or in what such a rule is made of. */
    private Set<String> wanted(String text) {
        Set<String> wanted = new LinkedHashSet<>();
        StringBuilder mentioned = new StringBuilder(text);
        int before;
        do {
            before = wanted.size();
            byName.forEach((name, group) -> {
                if (!wanted.contains(name) && isNamed(group, mentioned)) {
                    wanted.add(name);
                    rules(group).forEach(rule -> mentioned.append(rule.get("expr")));
                }
            });
        } while (wanted.size() > before);
        return wanted;
    }

    private static boolean isNamed(Map<String, Object> group, StringBuilder text) {
        return rules(group).stream()
                .map(rule -> String.valueOf(rule.getOrDefault("alert", rule.get("record"))))
                .anyMatch(name -> text.indexOf(name) >= 0);
    }

    private static List<Map<String, Object>> rules(Map<String, Object> group) {
        return Rule.list(group.getOrDefault("rules", List.of())).stream()
                .map(Rule::map)
                .toList();
    }

    private static Map<String, Object> yaml(Path file) throws IOException {
        return Rule.map(new Yaml().load(Files.readString(file)));
    }
}
