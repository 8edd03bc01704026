package ai.viralclip.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many hostile cases there are of each kind, as SOURCES.md says it. */
class HostileCorpusPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+\\.txt)` \\| [^|]+ \\| ([0-9]+) \\|$");

    /** A case of several lines begins with two hashes; where there are none, each line is one but for comments. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^## ");

    private static final Pattern LINE = Pattern.compile("(?m)^[^#\\n].*$");

    @Test
    void thePageCountsTheCasesThatThereAre() throws IOException {
        Map<String, Long> said = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("docs", "SOURCES.md")))
                .results()
                .forEach(row -> said.put(row.group(1), Long.parseLong(row.group(2))));

        assertThat(said).isEqualTo(found());
        assertThat(said.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(200);
    }

    private static Map<String, Long> found() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(HostileCase.FOLDER)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                long blocks = BLOCK.matcher(text).results().count();
                found.put(
                        String.valueOf(file.getFileName()),
                        blocks > 0 ? blocks : LINE.matcher(text).results().count());
            }
        }
        return found;
    }
}
