package ai.viralclip.worker.monitoring;

import ai.viralclip.worker.bucket.BucketEvent.RequestResult;
import ai.viralclip.worker.bucket.BucketEvent.StoreOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with an expression that Prometheus would take without a word: it would only never find anything. */
final class ExpressionCheck {

    /** Only these keep a restart of the worker out of a counter's value. */
    private static final Set<String> OF_COUNTERS = Set.of("rate", "increase", "irate", "resets");

    private static final Set<String> OF_GAUGES = Set.of("deriv", "delta", "idelta", "predict_linear");

    private final KnownMetrics metrics;
    private final ResultLabels labels;
    private final Map<String, Set<String>> ofStoreRequests;

    ExpressionCheck(KnownMetrics metrics) {
        this.metrics = metrics;
        this.labels = new ResultLabels(metrics);
        this.ofStoreRequests = Map.of(
                "operation", names(StoreOperation.values(), StoreOperation::wireName),
                "price", names(StoreOperation.Price.values(), StoreOperation.Price::wireName),
                "result", names(RequestResult.values(), RequestResult::wireName));
    }

    /** Empty where all is well. */
    List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        PromQl whole = PromQl.parse(text);
        whole.selectors().forEach(selector -> check(selector, problems));
        // Of a library's family neither types nor tags are known here, so nothing can be said of the whole.
        if (problems.isEmpty()
                && whole.selectors().allMatch(one -> metrics.find(one.metric()).isPresent())) {
            whole.all().forEach(part -> check(part, problems));
        }
        return problems;
    }

    private void check(PromQl.Selector selector, List<String> problems) {
        Optional<KnownMetrics.Metric> metric = metrics.find(selector.metric());
        if (metric.isEmpty()) {
            if (!metrics.isOfFamily(selector.metric())) {
                problems.add("no such metric: " + selector.metric());
            }
            return;
        }
        for (PromQl.Matcher matcher : selector.matchers()) {
            if (!metrics.labels(selector.metric()).contains(matcher.label())) {
                problems.add(selector.metric() + " has no tag " + matcher.label());
            }
            closed(metric.get(), matcher.label())
                    .ifPresent(values -> values(matcher)
                            .filter(value -> !values.contains(value))
                            .forEach(value -> problems.add("%s: %s is none of %s"
                                    .formatted(selector.metric(), value, new TreeSet<>(values)))));
        }
    }

    private Optional<Set<String>> closed(KnownMetrics.Metric metric, String tag) {
        if (metric.name().startsWith("clip_store_request") || metric.name().contains(":clip_store_requests")) {
            return Optional.ofNullable(ofStoreRequests.get(tag));
        }
        if (tag.equals("job")) {
            return Optional.of(Set.of("clip-storage-worker"));
        }
        return metric.tags().getOrDefault(tag, Optional.empty());
    }

    /** What is asked for; a board's variables are not known here. */
    private static Stream<String> values(PromQl.Matcher matcher) {
        Stream<String> values =
                matcher.operator().endsWith("~") ? Stream.of(matcher.value().split("\\|")) : Stream.of(matcher.value());
        return values.filter(value -> !value.contains("$") && !value.contains(".*"));
    }

    private void check(PromQl part, List<String> problems) {
        switch (part) {
            case PromQl.Call call -> checkCall(call, problems);
            case PromQl.Aggregation aggregation ->
                checkThere(
                        aggregation.grouping().labels(), aggregation.arguments().getLast(), problems);
            case PromQl.Binary binary -> {
                checkThere(binary.matching().by().labels(), binary.left(), problems);
                checkThere(binary.matching().by().labels(), binary.right(), problems);
                checkThere(binary.matching().included(), binary.right(), problems);
            }
            case PromQl.Literal _, PromQl.Selector _ -> {}
        }
    }

    private void checkCall(PromQl.Call call, List<String> problems) {
        boolean forCounters = OF_COUNTERS.contains(call.function());
        if (forCounters || OF_GAUGES.contains(call.function())) {
            call.arguments().getFirst().selectors().forEach(selector -> {
                if (metrics.find(selector.metric()).orElseThrow().counter() != forCounters) {
                    problems.add("%s of %s, which is %s counter"
                            .formatted(call.function(), selector.metric(), forCounters ? "no" : "a"));
                }
            });
        }
    }

    private void checkThere(Set<String> wanted, PromQl part, List<String> problems) {
        Set<String> there = labels.of(part);
        wanted.stream()
                .filter(label -> !there.contains(label))
                .forEach(label -> problems.add("no label " + label + " in " + part));
    }

    private static <T> Set<String> names(T[] values, java.util.function.Function<T, String> name) {
        return Stream.of(values).map(name).collect(Collectors.toSet());
    }
}
