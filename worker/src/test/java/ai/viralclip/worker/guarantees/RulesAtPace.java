package ai.viralclip.worker.guarantees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of {@code monitoring/}, with every duration of theirs so many times shorter: an hour of an alert's patience
 * is a minute. What is measured in seconds by the worker (ages) and what is counted stays as it is.
 */
record RulesAtPace(int times) {

    /**
     * A duration as Prometheus writes it, of one unit, where one may stand: a range, or the value of a rule's field.
     */
    private static final Pattern DURATION =
            Pattern.compile("(?<=\\[|(?:\\bfor|\\binterval|\\bkeep_firing_for): )(\\d+)(ms|s|m|h|d)(?=]|\\s|$)");

    /** Prometheus takes no rule that is looked at more often than it asks for samples to any use. */
    private static final long SHORTEST_MILLIS = 1_000;

    /** Copies of the rule files, for Prometheus to read. */
    List<Path> copied(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".yml")).toList()) {
                copies.add(
                        Files.writeString(to.resolve(file.getFileName()).toAbsolutePath(), of(Files.readString(file))));
            }
        }
        return copies;
    }

    String of(String rules) {
        return DURATION.matcher(rules).replaceAll(this::shorter);
    }

    private String shorter(MatchResult duration) {
        long millis = Long.parseLong(duration.group(1)) * millis(duration.group(2)) / times;
        return Math.max(SHORTEST_MILLIS, millis) + "ms";
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
