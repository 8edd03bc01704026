package ai.viralclip.worker.monitoring;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An expression of Prometheus, as far as rules and boards use the language. Prometheus' own tools say whether it is
 * valid; this is for what they do not look at.
 */
sealed interface PromQl {

    /** A number, a duration or a string. */
    record Literal(String text) implements PromQl {}

    /**
     * A metric, and which of its series.
     *
     * @param range what stands in brackets, for a range vector
     */
    record Selector(String metric, List<Matcher> matchers, Optional<String> range) implements PromQl {

        public Selector {
            matchers = List.copyOf(matchers);
        }
    }

    record Call(String function, List<PromQl> arguments) implements PromQl {

        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Aggregation(String operator, Grouping grouping, List<PromQl> arguments) implements PromQl {

        public Aggregation {
            arguments = List.copyOf(arguments);
        }
    }

    record Binary(String operator, Matching matching, PromQl left, PromQl right) implements PromQl {}

    /** {@code label="value"}, or with another of the four operators. */
    record Matcher(String label, String operator, String value) {}

    /**
     * What {@code by}, {@code without}, {@code on} and {@code ignoring} name.
     *
     * @param without whether the labels are those that go, or those that stay
     */
    record Grouping(boolean without, Set<String> labels) {

        static final Grouping ALL = new Grouping(true, Set.of());
        static final Grouping NONE = new Grouping(false, Set.of());

        public Grouping {
            labels = Set.copyOf(labels);
        }

        Set<String> kept(Set<String> of) {
            return of.stream()
                    .filter(label -> labels.contains(label) != without)
                    .collect(Collectors.toSet());
        }
    }

    /**
     * How the two sides of an operator find each other.
     *
     * @param by {@code on}, or {@code ignoring} as what is left out
     * @param many {@code group_left} or {@code group_right}
     * @param included the labels that the many get from the one
     */
    record Matching(Grouping by, Optional<String> many, Set<String> included) {

        public Matching {
            included = Set.copyOf(included);
        }
    }

    static PromQl parse(String text) {
        return new PromQlParser(PromQlToken.all(text)).expression();
    }

    /** This and all that is within it. */
    default Stream<PromQl> all() {
        Stream<PromQl> parts = switch (this) {
            case Literal _, Selector _ -> Stream.of();
            case Call call -> call.arguments().stream();
            case Aggregation aggregation -> aggregation.arguments().stream();
            case Binary binary -> Stream.of(binary.left(), binary.right());
        };
        return Stream.concat(Stream.of(this), parts.flatMap(PromQl::all));
    }

    default Stream<Selector> selectors() {
        return all().filter(Selector.class::isInstance).map(Selector.class::cast);
    }
}
