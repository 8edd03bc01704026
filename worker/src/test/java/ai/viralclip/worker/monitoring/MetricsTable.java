package ai.viralclip.worker.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in {@code docs/METRICS.md}, as promised to whoever writes rules and boards by it. */
record MetricsTable(List<Row> rows) {

    private static final Path DOCS = Path.of("docs");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(clip_\\w+)` \\| (\\w+) \\| ?(.*?) \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`(:?)");
    private static final Pattern LINK = Pattern.compile("RUNBOOK\\.md#([\\w-]+)");
    private static final Pattern HEADING = Pattern.compile("^### (\\w+)$", Pattern.MULTILINE);

    /**
     * One metric.
     *
     * @param tags its keys, and the values of those that are closed
     */
    record Row(String name, String type, Map<String, Optional<Set<String>>> tags) {}

    static MetricsTable read() {
        String runbook = text("RUNBOOK.md");
        return new MetricsTable(ROW.matcher(text("METRICS.md"))
                .results()
                .map(row -> row(row, runbook))
                .toList());
    }

    Set<String> names() {
        return rows.stream().map(Row::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Row row(MatchResult row, String runbook) {
        Map<String, Optional<Set<String>>> tags = new TreeMap<>();
        Optional<Set<String>> values = Optional.empty();
        for (MatchResult quoted : QUOTED.matcher(row.group(3)).results().toList()) {
            if (quoted.group(2).equals(":")) {
                values = Optional.of(new TreeSet<>());
                tags.put(quoted.group(1), values);
            } else if (values.isPresent()) {
                values.get().add(quoted.group(1));
            } else {
                tags.put(quoted.group(1), Optional.empty());
            }
        }
        LINK.matcher(row.group(4)).results().findFirst().ifPresent(link -> {
            Set<String> headings = headings(runbook, link.group(1));
            tags.replaceAll((key, closed) -> closed.or(() -> Optional.of(headings)));
        });
        return new Row(row.group(1), row.group(2), tags);
    }

    /**
     * The headings of one section: each is a value of the tag that it explains. So is what the section's first words
     * name and another section has a heading of.
     */
    private static Set<String> headings(String runbook, String anchor) {
        Set<String> all = headings(runbook);
        String section = Stream.of(runbook.split("(?m)^## "))
                .filter(one -> anchor(one.lines().findFirst().orElse("")).equals(anchor))
                .findFirst()
                .orElse("");
        Set<String> named = headings(section);
        QUOTED.matcher(section.split("(?m)^### ", 2)[0])
                .results()
                .map(quoted -> quoted.group(1))
                .filter(all::contains)
                .forEach(named::add);
        return named;
    }

    private static Set<String> headings(String text) {
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String text(String document) {
        try {
            return Files.readString(DOCS.resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
