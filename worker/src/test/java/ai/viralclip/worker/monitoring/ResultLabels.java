package ai.viralclip.worker.monitoring;

import java.util.HashSet;
import java.util.Set;

/** Which labels the result of an expression surely has, by those of the metrics in it. */
final class ResultLabels {

    /** These give no label, or none that a metric had. */
    private static final Set<String> WITHOUT = Set.of("absent", "absent_over_time", "time", "vector", "scalar");

    private static final Set<String> SETS = Set.of("and", "unless");

    private final KnownMetrics metrics;

    ResultLabels(KnownMetrics metrics) {
        this.metrics = metrics;
    }

    Set<String> of(PromQl expression) {
        return switch (expression) {
            case PromQl.Literal _ -> Set.of();
            case PromQl.Selector selector -> metrics.labels(selector.metric());
            case PromQl.Call call -> ofCall(call);
            case PromQl.Aggregation aggregation -> ofAggregation(aggregation);
            case PromQl.Binary binary -> ofBinary(binary);
        };
    }

    private Set<String> ofCall(PromQl.Call call) {
        if (WITHOUT.contains(call.function()) || call.arguments().isEmpty()) {
            return Set.of();
        }
        Set<String> labels = new HashSet<>(of(call.arguments().getLast()));
        if (call.function().equals("histogram_quantile")) {
            labels.remove("le");
        }
        return labels;
    }

    private Set<String> ofAggregation(PromQl.Aggregation aggregation) {
        Set<String> labels = of(aggregation.arguments().getLast());
        return switch (aggregation.operator()) {
            case "topk", "bottomk" -> labels;
            default -> aggregation.grouping().kept(labels);
        };
    }

    private Set<String> ofBinary(PromQl.Binary binary) {
        Set<String> left = of(binary.left());
        Set<String> right = of(binary.right());
        if (SETS.contains(binary.operator()) || isNumber(binary.right())) {
            return left;
        }
        if (isNumber(binary.left())) {
            return right;
        }
        if (binary.operator().equals("or")) {
            return intersection(left, right);
        }
        if (binary.matching().many().isEmpty()) {
            return binary.matching().by().kept(left);
        }
        Set<String> labels = new HashSet<>(left);
        labels.addAll(binary.matching().included());
        return labels;
    }

    private static Set<String> intersection(Set<String> left, Set<String> right) {
        Set<String> both = new HashSet<>(left);
        both.retainAll(right);
        return both;
    }

    private static boolean isNumber(PromQl expression) {
        return switch (expression) {
            case PromQl.Literal _ -> true;
            case PromQl.Call call ->
                call.function().equals("time") || call.function().equals("scalar");
            case PromQl.Binary binary -> isNumber(binary.left()) && isNumber(binary.right());
            case PromQl.Selector _, PromQl.Aggregation _ -> false;
        };
    }
}
