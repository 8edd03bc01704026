package ai.viralclip.worker.monitoring;

import static ai.viralclip.worker.monitoring.Dashboard.list;
import static ai.viralclip.worker.monitoring.Dashboard.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a board must have whatever it shows. Each rule adds what is wrong, in words. */
final class DashboardRules {

    /** Grafana takes any word for a unit and shows one that it does not know as text: these are its ids. */
    private static final Set<String> UNITS = Set.of(
            "none", "short", "percentunit", "s", "ms", "bytes", "binBps", "ops", "reqps", "cps", "cpm", "currencyUSD");

    private static final String DATASOURCE = "${datasource}";
    private static final int WIDTH = 24;
    private static final Pattern UID = Pattern.compile("[a-z][a-z-]{3,39}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Set<String> BUILT_IN = Set.of("__rate_interval", "__range", "__field");

    private final Dashboard board;
    private final List<String> problems = new ArrayList<>();

    private DashboardRules(Dashboard board) {
        this.board = board;
    }

    /** Empty where all is well. */
    static List<String> problems(Dashboard board) {
        DashboardRules rules = new DashboardRules(board);
        rules.board();
        rules.links();
        rules.variables();
        rules.panels();
        rules.places();
        rules.usedVariables();
        return rules.problems;
    }

    private void board() {
        check(UID.matcher(board.uid()).matches(), "the board's uid is not a stable name: " + board.uid());
        check(!board.json().has("id"), "the board has an id, which is one Grafana's own");
        check(!board.json().path("title").asText().isBlank(), "the board has no title");
        check(!board.json().path("tags").isEmpty(), "the board has no tag");
    }

    private void links() {
        List<JsonNode> links = list(board.json().path("links"));
        Set<String> tags = texts(board.json().path("tags"));
        check(
                links.stream()
                        .anyMatch(link -> type(link).equals("dashboards")
                                && tags.containsAll(texts(link.path("tags")))
                                && link.path("includeVars").asBoolean()
                                && link.path("keepTime").asBoolean()),
                "no link to the other boards that keeps time and variables");
        check(
                links.stream().anyMatch(link -> link.path("url").asText().contains("RUNBOOK.md")),
                "no link to the runbook");
    }

    private void variables() {
        check(
                board.variables().stream()
                        .anyMatch(one -> type(one).equals("datasource")
                                && one.path("name").asText().equals("datasource")),
                "no variable for the datasource");
        for (String name : List.of("job", "instance")) {
            check(
                    board.variables().stream()
                            .anyMatch(one -> one.path("name").asText().equals(name)
                                    && one.path("multi").asBoolean()
                                    && one.path("includeAll").asBoolean()),
                    "no variable " + name + " of which several may be chosen, and all");
        }
        board.variables().stream()
                .filter(one -> type(one).equals("query"))
                .forEach(one -> source(one, "variable " + one.path("name").asText()));
    }

    private void panels() {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : board.panels()) {
            String name = name(panel);
            check(ids.add(panel.path("id").asInt()), name + ": another panel has this id");
            check(!panel.path("title").asText().isBlank(), name + ": no title");
            if (!type(panel).equals("row")) {
                check(!panel.path("description").asText().isBlank(), name + ": no description");
            }
        }
        board.asking().forEach(this::asks);
    }

    private void asks(JsonNode panel) {
        String name = name(panel);
        source(panel, name);
        units(panel).forEach(unit -> check(UNITS.contains(unit), name + ": no unit of Grafana's: '" + unit + "'"));
        List<JsonNode> targets = list(panel.path("targets"));
        check(!targets.isEmpty(), name + ": no query");
        Set<String> letters = new HashSet<>();
        for (JsonNode target : targets) {
            source(target, name);
            check(letters.add(target.path("refId").asText()), name + ": another query has this letter");
            check(!target.path("expr").asText().isBlank(), name + ": an empty query");
        }
    }

    private void source(JsonNode node, String name) {
        check(
                node.path("datasource").path("uid").asText().equals(DATASOURCE),
                name + ": the datasource is not the one that was chosen");
    }

    private static Stream<String> units(JsonNode panel) {
        JsonNode config = panel.path("fieldConfig");
        Stream<String> special = list(config.path("overrides")).stream()
                .flatMap(override -> list(override.path("properties")).stream())
                .filter(property -> property.path("id").asText().equals("unit"))
                .map(property -> property.path("value").asText());
        return Stream.concat(Stream.of(config.path("defaults").path("unit").asText()), special);
    }

    private void places() {
        List<JsonNode> panels = board.panels();
        for (int i = 0; i < panels.size(); i++) {
            JsonNode place = panels.get(i).path("gridPos");
            boolean within = place.path("w").asInt() > 0
                    && place.path("h").asInt() > 0
                    && place.path("x").asInt() + place.path("w").asInt() <= WIDTH;
            check(within, name(panels.get(i)) + ": not within the grid");
            for (JsonNode other : panels.subList(0, i)) {
                check(!overlap(place, other.path("gridPos")), name(panels.get(i)) + ": overlaps " + name(other));
            }
        }
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return meet(one, other, "x", "w") && meet(one, other, "y", "h");
    }

    private static boolean meet(JsonNode one, JsonNode other, String from, String length) {
        int a = one.path(from).asInt();
        int b = other.path(from).asInt();
        return a < b + other.path(length).asInt() && b < a + one.path(length).asInt();
    }

    private void usedVariables() {
        Set<String> known = board.variables().stream()
                .map(one -> one.path("name").asText())
                .collect(Collectors.toCollection(HashSet::new));
        known.addAll(BUILT_IN);
        for (String field : List.of("expr", "legendFormat", "definition", "url", "title", "uid")) {
            board.json().findValues(field).stream()
                    .flatMap(node -> VARIABLE.matcher(node.asText()).results())
                    .map(found -> found.group(1))
                    .forEach(name -> check(known.contains(name), "no such variable: " + name));
        }
    }

    private void check(boolean holds, String problem) {
        if (!holds && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private static Set<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    private static String name(JsonNode panel) {
        return "panel %d '%s'"
                .formatted(panel.path("id").asInt(), panel.path("title").asText());
    }
}
