package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dictionary of log keys in LOGS.md, held against the code. */
class LogKeysTest {

    private static final Pattern USED = Pattern.compile("addKeyValue\\(\\s*\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("^\\| (`[a-z_`, ]+`) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    @Test
    void everyKeyIsInTheDictionaryAndTheDictionaryHasNoOther() throws IOException {
        assertThat(documented()).isEqualTo(used());
    }

    @Test
    void noLineHidesAValueInItsText() throws IOException {
        Pattern hidden = Pattern.compile("LOG\\.(?:info|warn|error|debug)\\(\\s*\"[^\"]*\\{}");
        assertThat(sources().stream()
                        .filter(source -> hidden.matcher(text(source)).find()))
                .as("use addKeyValue, so that JSON has it as a member")
                .isEmpty();
    }

    private static Set<String> used() throws IOException {
        Set<String> keys = new TreeSet<>();
        sources().forEach(source -> collect(USED, text(source), keys));
        return keys;
    }

    private static Set<String> documented() throws IOException {
        String page = Files.readString(Path.of("docs", "LOGS.md"));
        String keys = page.substring(page.indexOf("## Keys"), page.indexOf("## What is logged when"));
        Set<String> names = new TreeSet<>();
        Matcher row = ROW.matcher(keys);
        while (row.find()) {
            collect(NAME, row.group(1), names);
        }
        return names;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void collect(Pattern pattern, String text, Set<String> into) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }
}
