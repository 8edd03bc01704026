package ai.viralclip.worker.monitoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may be asked of Prometheus: the worker's metrics by the table, what the rules record, and some of others'. */
final class KnownMetrics {

    /** What Prometheus adds to each series of a target, and the worker to each of its own. */
    private static final Set<String> COMMON = Set.of("job", "instance", "application");

    private static final List<String> HISTOGRAM = List.of("_bucket", "_count", "_sum");

    /** The libraries' and Prometheus' own, with their types and tags, as far as rules use them. */
    private static final List<Metric> OTHERS = List.of(
            new Metric("up", false, Map.of()),
            new Metric("ALERTS", false, open("alertname", "alertstate", "severity")),
            new Metric("jvm_memory_usage_after_gc", false, open("area", "pool")),
            new Metric("jvm_gc_pause_seconds_max", false, open("action", "cause", "gc")),
            new Metric("process_cpu_seconds_total", true, Map.of()));

    /** Families that boards and documents may name without more ado: the live scrape sees whether they are there. */
    private static final Set<String> FAMILIES = Set.of("jvm_", "kafka_", "process_", "system_", "logback_", "disk_");

    /** @param tags the values of a tag, where they are a closed set */
    record Metric(String name, boolean counter, Map<String, Optional<Set<String>>> tags) {}

    private final Map<String, Metric> byName = new HashMap<>();

    KnownMetrics(MetricsTable table, List<Rule> rules) {
        OTHERS.forEach(metric -> byName.put(metric.name(), metric));
        Map<String, Set<String>> said = new HashMap<>();
        table.rows().forEach(row -> add(completed(row, said)));
        rules.stream()
                .filter(Rule::recorded)
                .forEach(rule -> byName.put(rule.name(), new Metric(rule.name(), false, open(level(rule.name())))));
    }

    /** A tag's values stand in the first row that has it. */
    private static MetricsTable.Row completed(MetricsTable.Row row, Map<String, Set<String>> said) {
        Map<String, Optional<Set<String>>> tags = new HashMap<>();
        row.tags().forEach((tag, values) -> {
            values.ifPresent(closed -> said.put(tag, closed));
            tags.put(tag, values.or(() -> Optional.ofNullable(said.get(tag))));
        });
        return new MetricsTable.Row(row.name(), row.type(), tags);
    }

    private void add(MetricsTable.Row row) {
        switch (row.type()) {
            case "counter" -> byName.put(row.name(), new Metric(row.name(), true, row.tags()));
            case "gauge" -> byName.put(row.name(), new Metric(row.name(), false, row.tags()));
            case "histogram", "summary" -> {
                for (String suffix : HISTOGRAM) {
                    Map<String, Optional<Set<String>>> tags = new HashMap<>(row.tags());
                    if (suffix.equals("_bucket")) {
                        tags.put("le", Optional.empty());
                    }
                    byName.put(row.name() + suffix, new Metric(row.name() + suffix, true, tags));
                }
                byName.put(row.name() + "_max", new Metric(row.name() + "_max", false, row.tags()));
            }
            default -> throw new IllegalArgumentException(row.name() + " has the type " + row.type());
        }
    }

    Optional<Metric> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Also a family's name, of which the parts have their own. */
    boolean isNamed(String name) {
        return byName.containsKey(name) || byName.containsKey(name + "_count") || isOfFamily(name);
    }

    boolean isOfFamily(String name) {
        return FAMILIES.stream().anyMatch(name::startsWith);
    }

    boolean isPrefix(String name) {
        return byName.keySet().stream().anyMatch(known -> known.startsWith(name));
    }

    Set<String> labels(String name) {
        Set<String> labels = new HashSet<>();
        Metric metric = find(name).orElseThrow(() -> new IllegalArgumentException("no such metric: " + name));
        labels.addAll(metric.tags().keySet());
        labels.addAll(name.contains(":") ? Set.of() : COMMON);
        return labels;
    }

    /** A recorded series has the labels that its name begins with: {@code job_reason:…}. */
    private static String[] level(String recorded) {
        return recorded.substring(0, recorded.indexOf(':')).split("_", -1);
    }

    private static Map<String, Optional<Set<String>>> open(String... tags) {
        Map<String, Optional<Set<String>>> open = new HashMap<>();
        for (String tag : tags) {
            open.put(tag, Optional.empty());
        }
        return open;
    }
}
