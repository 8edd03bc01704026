package ai.viralclip.worker.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules in quick motion: every window, every wait and every interval so many times shorter, and none below a
 * second. Names stay, and so do numbers of seconds within expressions: what they are compared with are ages by the
 * worker's own clock, which goes on as it does.
 */
final class RulesAtPace {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final String DURATION = "((?:\\d+(?:ms|[smhdwy]))+)";
    private static final Pattern FIELD =
            Pattern.compile("(?m)^(\\s*(?:- )?(?:interval|for|keep_firing_for): *)" + DURATION);
    private static final Pattern WINDOW = Pattern.compile("(\\[)" + DURATION + "(?::" + DURATION + ")?]");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7),
            "y", Duration.ofDays(365));

    private final int factor;

    RulesAtPace(int factor) {
        this.factor = factor;
    }

    /** Writes the folder's rules into another one, under the same names. */
    List<Path> files(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> written = new ArrayList<>();
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                written.add(Files.writeString(to.resolve(file.getFileName()), text(Files.readString(file))));
            }
        }
        return written;
    }

    String text(String rules) {
        String fields = FIELD.matcher(rules).replaceAll(found -> found.group(1) + shorter(found.group(2)));
        return WINDOW.matcher(fields).replaceAll(this::window);
    }

    /** {@code [5m]}, or {@code [1h:5m]} of a subquery. */
    private String window(MatchResult found) {
        return "[" + shorter(found.group(2)) + (found.group(3) == null ? "" : ":" + shorter(found.group(3))) + "]";
    }

    private String shorter(String text) {
        Duration shorter = duration(text).dividedBy(factor);
        return written(shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter);
    }

    static Duration duration(String text) {
        return PART.matcher(text)
                .results()
                .map(part ->
                        UNITS.getOrDefault(part.group(2), Duration.ZERO).multipliedBy(Long.parseLong(part.group(1))))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static String written(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
