package ai.viralclip.worker.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A configuration of Prometheus for this machine, made of the one that is there for all: the rest of it stays. */
final class PrometheusConfiguration {

    private static final Pattern PACE =
            Pattern.compile("(?m)^( *(?:scrape_interval|evaluation_interval|scrape_timeout): )\\S+");
    private static final Pattern RULES = Pattern.compile("(?m)^( *- )rules/\\*\\.yml *$");
    private static final Pattern TARGETS = Pattern.compile("(?m)^( *- targets: )\\[.*] *$");

    private PrometheusConfiguration() {}

    /**
     * The text of a configuration.
     *
     * @param template the configuration as it is for others
     * @param pace how often it asks its targets and, where they say nothing else, its rules
     * @param targets who is asked, as {@code host:port}
     */
    static String of(String template, Duration pace, List<Path> rules, List<String> targets) {
        String paced = replaced(PACE, template, "$1" + pace.toMillis() + "ms");
        String watching = replaced(
                TARGETS,
                paced,
                "$1" + Matcher.quoteReplacement(targets.stream().collect(Collectors.joining("', '", "['", "']"))));
        String files = rules.stream()
                .map(file -> "$1" + Matcher.quoteReplacement("'" + file.toAbsolutePath() + "'"))
                .collect(Collectors.joining("\n"));
        return replaced(RULES, watching, files);
    }

    private static String replaced(Pattern pattern, String text, String by) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the configuration has no line like " + pattern);
        }
        return found.replaceAll(by);
    }
}
