package ai.viralclip.worker.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a board's expression must have. This reads no PromQL: the boards write each selector with braces, and whatever
 * looks like a metric without them is refused.
 */
final class DashboardQueries {

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^{}]*)}");
    private static final Pattern RANGE = Pattern.compile("\\[([^]]*)]");
    private static final Pattern NO_METRIC =
            Pattern.compile("\"[^\"]*\"|\\b(?:by|without|on|ignoring|group_left|group_right) ?\\([^)]*\\)");
    private static final Pattern WORD = Pattern.compile("(?<![\\w:$.])([a-zA-Z_:][\\w:]*+)(?! *+\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    /** Rates follow the zoom, and sums the chosen time: a window of their own would show less, or nothing. */
    private static final Set<String> RANGES = Set.of("$__rate_interval", "$__range");

    private static final Pattern RECORDED = Pattern.compile("record: (\\S+)");
    private static final Path RULES = Path.of("..", "monitoring", "rules", "recording.yml");
    private static final List<String> PARTS = List.of("", "_bucket", "_count", "_sum", "_max");

    /** Alerts that are about all workers have no instance. */
    private static final Set<String> OF_JOB = Set.of("ALERTS");

    /** What the libraries and Prometheus itself measure, and boards show. */
    private static final Set<String> OTHERS = Set.of(
            "up",
            "ALERTS",
            "process_cpu_seconds_total",
            "process_uptime_seconds",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "jvm_memory_usage_after_gc",
            "jvm_gc_pause_seconds_max",
            "jvm_threads_live_threads",
            "kafka_consumer_fetch_manager_records_lag_max",
            "kafka_consumer_coordinator_rebalance_total",
            "kafka_consumer_coordinator_failed_rebalance_total",
            "kafka_consumer_coordinator_rebalance_latency_max",
            "kafka_consumer_coordinator_last_heartbeat_seconds_ago",
            "kafka_producer_record_send_total",
            "kafka_producer_record_error_total",
            "kafka_producer_record_retry_total",
            "kafka_producer_request_latency_max",
            "kafka_producer_produce_throttle_time_max");

    private final Set<String> known = new HashSet<>(OTHERS);

    DashboardQueries() {
        for (MetricsTable.Row row : MetricsTable.read().rows()) {
            boolean inParts = Set.of("histogram", "summary").contains(row.type());
            (inParts ? PARTS : List.of("")).forEach(part -> known.add(row.name() + part));
        }
        try {
            RECORDED.matcher(Files.readString(RULES))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(known::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where all is well. */
    List<String> problems(String expression) {
        List<String> problems = new ArrayList<>();
        SELECTOR.matcher(expression).results().forEach(selector -> check(selector, problems));
        RANGE.matcher(expression)
                .results()
                .map(range -> range.group(1))
                .filter(range -> !RANGES.contains(range))
                .forEach(range -> problems.add("a range of its own: " + range));
        String rest =
                NO_METRIC.matcher(SELECTOR.matcher(expression).replaceAll("")).replaceAll("");
        Matcher words = WORD.matcher(RANGE.matcher(rest).replaceAll(""));
        words.results()
                .map(word -> word.group(1))
                .filter(word -> !OPERATORS.contains(word))
                .forEach(word -> problems.add("neither job nor instance: " + word));
        return problems;
    }

    private void check(MatchResult selector, List<String> problems) {
        String metric = selector.group(1);
        if (!known.contains(metric)) {
            problems.add("no such metric: " + metric);
        }
        if (!selector.group(2).contains("job=~\"$job\"")) {
            problems.add("no job: " + metric);
        }
        boolean ofJob = metric.contains(":") || OF_JOB.contains(metric);
        if (ofJob == selector.group(2).contains("instance=~\"$instance\"")) {
            problems.add((ofJob ? "has no instance to ask for: " : "no instance: ") + metric);
        }
    }
}
