package ai.viralclip.worker.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The table of settings in CONFIGURATION.md. A row may name several, and shorten all but the first by their beginning.
 */
record SettingsTable(List<List<String>> rows) {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z0-9_…`, ]+`) \\|");
    private static final Pattern NAME = Pattern.compile("`(…?[A-Z0-9_]+)`");

    static SettingsTable read() throws IOException {
        String page = Files.readString(Path.of("docs", "CONFIGURATION.md"));
        String table = page.substring(0, page.indexOf("\n**Kafka.**"));
        List<List<String>> rows = new ArrayList<>();
        ROW.matcher(table)
                .results()
                .forEach(row -> rows.add(NAME.matcher(row.group(1))
                        .results()
                        .map(name -> name.group(1))
                        .toList()));
        return new SettingsTable(rows);
    }

    boolean names(String setting) {
        return rows.stream().anyMatch(row -> row.stream().anyMatch(name -> means(name, row.getFirst(), setting)));
    }

    private static boolean means(String name, String first, String setting) {
        if (!name.startsWith("…")) {
            return name.equals(setting);
        }
        String end = name.substring(1);
        return Pattern.compile("_")
                .matcher(first)
                .results()
                .map(MatchResult::start)
                .anyMatch(cut -> setting.equals(first.substring(0, cut) + end));
    }
}
