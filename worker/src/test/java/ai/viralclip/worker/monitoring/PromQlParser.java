package ai.viralclip.worker.monitoring;

import ai.viralclip.worker.monitoring.PromQlToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an expression, an operator that binds more tightly before one that binds less. */
final class PromQlParser {

    private static final Map<String, Integer> STRENGTH = Map.ofEntries(
            Map.entry("or", 1),
            Map.entry("and", 2),
            Map.entry("unless", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry(">", 3),
            Map.entry("<", 3),
            Map.entry(">=", 3),
            Map.entry("<=", 3),
            Map.entry("+", 4),
            Map.entry("-", 4),
            Map.entry("*", 5),
            Map.entry("/", 5),
            Map.entry("%", 5),
            Map.entry("^", 6));

    private static final Set<String> AGGREGATIONS = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "group",
            "count",
            "stddev",
            "stdvar",
            "topk",
            "bottomk",
            "quantile",
            "count_values");

    private static final PromQlToken END = new PromQlToken(Kind.SIGN, "");

    private final List<PromQlToken> tokens;
    private int at;

    PromQlParser(List<PromQlToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    PromQl expression() {
        PromQl whole = binary(1);
        if (at < tokens.size()) {
            throw unexpected();
        }
        return whole;
    }

    private PromQl binary(int strength) {
        PromQl left = operand();
        while (STRENGTH.getOrDefault(peek().text(), 0) >= strength && peek().kind() != Kind.STRING) {
            String operator = next().text();
            PromQl.Matching matching = matching();
            left = new PromQl.Binary(operator, matching, left, binary(STRENGTH.getOrDefault(operator, 0) + 1));
        }
        return left;
    }

    private PromQl.Matching matching() {
        accept("bool");
        PromQl.Grouping by = PromQl.Grouping.ALL;
        boolean ignoring = peek().text().equals("ignoring");
        if (accept("on") || accept("ignoring")) {
            by = new PromQl.Grouping(ignoring, names());
        }
        Optional<String> many = Optional.empty();
        Set<String> included = Set.of();
        if (peek().text().startsWith("group_")) {
            many = Optional.of(next().text());
            included = peek().text().equals("(") ? names() : Set.of();
        }
        return new PromQl.Matching(by, many, included);
    }

    private PromQl operand() {
        PromQlToken token = next();
        PromQl found = switch (token.kind()) {
            case STRING, NUMBER -> new PromQl.Literal(token.text());
            case NAME -> named(token.text());
            case RANGE -> throw unexpected();
            case SIGN -> signed(token.text());
        };
        if (accept("offset")) {
            next();
        }
        return found;
    }

    private PromQl signed(String sign) {
        return switch (sign) {
            case "(" -> {
                PromQl inner = binary(1);
                expect(")");
                yield inner;
            }
            case "-", "+" -> new PromQl.Call(sign, List.of(operand()));
            default -> throw unexpected();
        };
    }

    private PromQl named(String name) {
        if (AGGREGATIONS.contains(name)) {
            Optional<PromQl.Grouping> before = grouping();
            List<PromQl> arguments = arguments();
            PromQl.Grouping grouping = before.or(this::grouping).orElse(PromQl.Grouping.NONE);
            return new PromQl.Aggregation(name, grouping, arguments);
        }
        if (peek().text().equals("(")) {
            return new PromQl.Call(name, arguments());
        }
        List<PromQl.Matcher> matchers = peek().text().equals("{") ? matchers() : List.of();
        Optional<String> range = peek().kind() == Kind.RANGE ? Optional.of(next().text()) : Optional.empty();
        return new PromQl.Selector(name, matchers, range);
    }

    private Optional<PromQl.Grouping> grouping() {
        boolean without = peek().text().equals("without");
        if (accept("by") || accept("without")) {
            return Optional.of(new PromQl.Grouping(without, names()));
        }
        return Optional.empty();
    }

    private List<PromQl> arguments() {
        List<PromQl> arguments = new ArrayList<>();
        expect("(");
        while (!accept(")")) {
            arguments.add(binary(1));
            accept(",");
        }
        return arguments;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        expect("(");
        while (!accept(")")) {
            names.add(next().text());
            accept(",");
        }
        return names;
    }

    private List<PromQl.Matcher> matchers() {
        List<PromQl.Matcher> matchers = new ArrayList<>();
        expect("{");
        while (!accept("}")) {
            matchers.add(new PromQl.Matcher(next().text(), next().text(), next().text()));
            accept(",");
        }
        return matchers;
    }

    private PromQlToken peek() {
        return at < tokens.size() ? tokens.get(at) : END;
    }

    private PromQlToken next() {
        if (at == tokens.size()) {
            throw new IllegalArgumentException("the expression ends too early: " + tokens);
        }
        return tokens.get(at++);
    }

    private boolean accept(String text) {
        boolean there = peek().text().equals(text) && peek().kind() != Kind.STRING;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(String text) {
        if (!accept(text)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not expected: '" + peek().text() + "' in " + tokens);
    }
}
