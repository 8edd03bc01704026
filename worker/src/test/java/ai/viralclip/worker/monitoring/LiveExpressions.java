package ai.viralclip.worker.monitoring;

import ai.viralclip.worker.local.PrometheusProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every expression of rules and boards, asked of a Prometheus that watches a worker. */
final class LiveExpressions {

    /** What a board fills in by itself, or lets its reader choose. */
    private static final Map<String, String> VARIABLES = Map.of(
            "$__rate_interval", "5s",
            "$__interval", "5s",
            "$__range", "1m",
            "$job", "clip-storage-worker",
            "$instance", ".*");

    /** Rightly without an answer while all is well, and why. */
    private static final Map<String, String> EMPTY = Map.of(
            "max by (partition) (clip_partition_parked{job=~\"clip-storage-worker\", instance=~\".*\"}) > 0",
            "names the partitions that are parked, and none is");

    private final PrometheusProcess prometheus;
    private final Set<String> found = new TreeSet<>();
    private final Map<String, String> problems = new TreeMap<>();

    LiveExpressions(PrometheusProcess prometheus) {
        this.prometheus = prometheus;
    }

    /** What is wrong with each expression that has no answer; empty where all have one. */
    Map<String, String> problems(Path rules) throws IOException {
        found.clear();
        problems.clear();
        for (Rule rule : Rule.all(rules)) {
            check(rule);
        }
        for (String expression : Boards.expressions()) {
            answered(filledIn(expression));
        }
        return problems;
    }

    /** How many were asked. */
    int count() {
        return found.size() + problems.size();
    }

    /** An alert has no answer while all is well, which is right: of what it compares, each series has to be there. */
    private void check(Rule rule) {
        if (rule.recorded()) {
            answered(rule.expr());
            return;
        }
        if (parses(rule.expr())) {
            found.add(rule.expr());
            PromQl.parse(rule.expr()).selectors().map(LiveExpressions::text).forEach(this::answered);
        }
    }

    private void answered(String expression) {
        try {
            if (prometheus.query(expression).isEmpty() && !EMPTY.containsKey(expression)) {
                problems.put(expression, "no answer");
            } else {
                found.add(expression);
            }
        } catch (IllegalArgumentException refused) {
            problems.put(expression, String.valueOf(refused.getMessage()));
        }
    }

    private boolean parses(String expression) {
        try {
            return !prometheus.query(expression).isMissingNode();
        } catch (IllegalArgumentException refused) {
            problems.put(expression, String.valueOf(refused.getMessage()));
            return false;
        }
    }

    private static String filledIn(String expression) {
        List<String> longestFirst = new ArrayList<>(VARIABLES.keySet());
        longestFirst.sort((one, other) -> other.length() - one.length());
        String filled = expression;
        for (String variable : longestFirst) {
            filled = filled.replace(variable, VARIABLES.getOrDefault(variable, ""));
        }
        return filled;
    }

    private static String text(PromQl.Selector selector) {
        String series = selector.metric()
                + selector.matchers().stream()
                        .map(matcher -> "%s%s\"%s\"".formatted(matcher.label(), matcher.operator(), matcher.value()))
                        .collect(Collectors.joining(",", "{", "}"));
        return selector.range()
                .map(range -> "count_over_time(%s%s)".formatted(series, range))
                .orElse(series);
    }
}
