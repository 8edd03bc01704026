package ai.viralclip.operator.letters;

import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which dead letters: {@code reason:source_missing,size_mismatch uid:ana since:2h}. Terms stand apart by spaces, and a
 * letter has to match all of them; of values that stand apart by commas, one. Nothing at all matches every letter.
 *
 * <table>
 * <caption>Terms</caption>
 * <tr><td>{@code reason:}</td><td>as the runbook names them; one that this version does not know stands in quotes: {@code reason:'new_reason'}</td></tr>
 * <tr><td>{@code uid:}, {@code run:}</td><td>whose clip it is</td></tr>
 * <tr><td>{@code since:}, {@code until:}</td><td>put aside at this time or later, before this time: {@code 2026-11-29},
 * {@code 2026-11-29T08:00:00Z}, or an age: {@code 90s}, {@code 30m}, {@code 2h}, {@code 3d}, {@code 1w}</td></tr>
 * <tr><td>{@code state:}</td><td>{@code open}, {@code replayed}, {@code discarded}</td></tr>
 * </table>
 */
public final class Filter {

    /** Every letter. */
    public static final Filter ALL = new Filter(Map.of(), Optional.empty(), Optional.empty());

    private static final List<String> STATES = List.of("open", "replayed", "discarded");
    private static final List<String> REASONS =
            Arrays.stream(Reason.values()).map(Reason::wireName).toList();
    private static final List<String> TERMS =
            Arrays.stream(Term.values()).map(Term::wireName).toList();

    private enum Term {
        REASON,
        UID,
        RUN,
        SINCE,
        UNTIL,
        STATE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Term of(String name) {
            return Arrays.stream(values())
                    .filter(term -> term.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Refused.wrongInput("there is no term \"" + Harmless.value(name) + ":\""
                            + Nearest.to(name, TERMS)
                                    .map(one -> "; did you mean \"" + one + ":\"?")
                                    .orElse("")
                            + " Terms are " + String.join(":, ", TERMS) + ":"));
        }
    }

    private final Map<Term, NavigableSet<String>> values;
    private final Optional<When> since;
    private final Optional<When> until;

    private Filter(Map<Term, NavigableSet<String>> values, Optional<When> since, Optional<When> until) {
        this.values = values;
        this.since = since;
        this.until = until;
    }

    /**
     * Reads a filter.
     *
     * @throws Refused where it is none, with what to type instead
     */
    public static Filter parse(String text) {
        Map<Term, NavigableSet<String>> values = new EnumMap<>(Term.class);
        Map<Term, When> times = new EnumMap<>(Term.class);
        for (String word : Pattern.compile("\\s+")
                .splitAsStream(text.strip())
                .filter(one -> !one.isEmpty())
                .toList()) {
            int colon = word.indexOf(':');
            if (colon < 0) {
                throw Refused.wrongInput("\"" + Harmless.value(word) + "\" is no term of a filter" + guess(word));
            }
            Term term = Term.of(word.substring(0, colon));
            String value = word.substring(colon + 1);
            boolean twice = (term == Term.SINCE || term == Term.UNTIL)
                    ? times.put(term, When.parse(term.wireName(), value)) != null
                    : values.put(term, valuesOf(term, value)) != null;
            if (twice) {
                throw Refused.wrongInput("\"" + term.wireName() + ":\" stands there twice; "
                        + (times.containsKey(term)
                                ? "write it once"
                                : "one of several values is " + term.wireName() + ":A,B"));
            }
        }
        return new Filter(
                values, Optional.ofNullable(times.get(Term.SINCE)), Optional.ofNullable(times.get(Term.UNTIL)));
    }

    /**
     * Whether a letter is one of them.
     *
     * @param now what ages count from
     */
    public boolean matches(Letter letter, Instant now) {
        return in(Term.REASON, Optional.of(letter.reason()))
                && in(Term.UID, letter.uid())
                && in(Term.RUN, letter.run())
                && in(Term.STATE, Optional.of(letter.state().wireName()))
                && since.map(from -> !letter.at().isBefore(from.at(now))).orElse(true)
                && until.map(to -> letter.at().isBefore(to.at(now))).orElse(true);
    }

    private boolean in(Term term, Optional<String> value) {
        NavigableSet<String> wanted = values.get(term);
        return wanted == null || value.filter(wanted::contains).isPresent();
    }

    private static NavigableSet<String> valuesOf(Term term, String text) {
        NavigableSet<String> found = new TreeSet<>();
        for (String value : text.split(",", -1)) {
            if (value.isEmpty()) {
                throw Refused.wrongInput(
                        "\"" + term.wireName() + ":" + Harmless.value(text) + "\" has a value that is empty");
            }
            found.add(checked(term, value));
        }
        return found;
    }

    private static String checked(Term term, String value) {
        return switch (term) {
            case REASON -> isQuoted(value) ? value.substring(1, value.length() - 1) : known("reason", value, REASONS);
            case STATE -> known("state", value, STATES);
            case UID -> formed(() -> new Uid(value).value(), "uid");
            case RUN -> formed(() -> new RunId(value).value(), "run");
            case SINCE, UNTIL -> value;
        };
    }

    private static boolean isQuoted(String value) {
        return value.length() > 2 && value.startsWith("'") && value.endsWith("'");
    }

    private static String known(String what, String value, List<String> all) {
        if (all.contains(value)) {
            return value;
        }
        throw Refused.wrongInput("there is no " + what + " \"" + Harmless.value(value) + "\""
                + Nearest.to(value, all)
                        .map(one -> "; did you mean " + what + ":" + one + "?")
                        .orElse("; there are " + String.join(", ", all)));
    }

    private static String formed(Supplier<String> form, String what) {
        try {
            return form.get();
        } catch (IllegalArgumentException e) {
            throw new Refused(Refused.Kind.WRONG_INPUT, what + ": " + e.getMessage(), e);
        }
    }

    private static String guess(String word) {
        if (word.matches("[0-9]+@[0-9]+")) {
            return "; an id stands alone, without other terms";
        }
        if (REASONS.contains(word)) {
            return "; did you mean reason:" + word + "?";
        }
        return Nearest.to(word, TERMS)
                .map(one -> "; did you mean " + one + ":VALUE?")
                .orElse("; write it as uid:VALUE or the like: " + String.join(":, ", TERMS) + ": are there");
    }

    /** As it is parsed. */
    @Override
    public String toString() {
        return Arrays.stream(Term.values())
                .flatMap(term -> switch (term) {
                    case SINCE -> since.map(when -> "since:" + when).stream();
                    case UNTIL -> until.map(when -> "until:" + when).stream();
                    case REASON, UID, RUN, STATE ->
                        Optional.ofNullable(values.get(term))
                                .map(all -> term.wireName() + ":" + spelled(term, all))
                                .stream();
                })
                .collect(Collectors.joining(" "));
    }

    private static String spelled(Term term, NavigableSet<String> all) {
        return all.stream()
                .map(one -> term == Term.REASON && !REASONS.contains(one) ? "'" + one + "'" : one)
                .collect(Collectors.joining(","));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter filter && filter.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
