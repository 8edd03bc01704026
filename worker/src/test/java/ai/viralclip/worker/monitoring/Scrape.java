package ai.viralclip.worker.monitoring;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One page of metrics in Prometheus' text format, as far as a test asks. */
record Scrape(String text) {

    private static final Pattern META = Pattern.compile("^# (HELP|TYPE) (\\w+) ?(.*)$", Pattern.MULTILINE);
    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|sum|count)$");

    /** What every series has, whatever it is of. */
    private static final Set<String> COMMON = Set.of("application", "le");

    Map<String, String> types() {
        return meta("TYPE");
    }

    Map<String, String> helps() {
        return meta("HELP");
    }

    /** The tags of a metric's series, and the values that each has. */
    Map<String, Set<String>> tags(String metric) {
        Map<String, Set<String>> tags = new TreeMap<>();
        SAMPLE.matcher(text).results().filter(sample -> isOf(metric, sample)).forEach(sample -> {
            Matcher labels = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
            while (labels.find()) {
                if (!COMMON.contains(labels.group(1))) {
                    tags.computeIfAbsent(labels.group(1), key -> new TreeSet<>())
                            .add(labels.group(2));
                }
            }
        });
        return tags;
    }

    /** The sum over the series of this name; NaN where there is none. */
    double value(String name) {
        return SAMPLE.matcher(text)
                .results()
                .filter(sample -> sample.group(1).equals(name))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }

    private static boolean isOf(String metric, MatchResult sample) {
        String name = sample.group(1);
        return name.equals(metric) || SUFFIX.matcher(name).replaceFirst("").equals(metric);
    }

    private Map<String, String> meta(String kind) {
        Map<String, String> found = new HashMap<>();
        META.matcher(text)
                .results()
                .filter(line -> line.group(1).equals(kind))
                .forEach(line -> found.put(line.group(2), line.group(3)));
        return found;
    }
}
