package ai.viralclip.worker.documents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.kafka.TopicsProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many of something there are, where a page says it. */
class CountsTest {

    private static final List<String> WORDS = List.of(
            "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve");
    private static final Path ROOT = Path.of("..");
    private static final Pattern GUARANTEE = Pattern.compile("implements Guarantee\\b");
    private static final Path GUARANTEES =
            Path.of("src", "test", "java", "ai", "viralclip", "worker", "guarantees", "promises");
    private static final Set<String> OF_A_TOPIC = Set.of("create", "partitions", "replicationFactor");

    @Test
    void guarantees() throws IOException {
        try (Stream<Path> sources = Files.list(GUARANTEES)) {
            long count = sources.filter(
                            source -> GUARANTEE.matcher(text(source)).find())
                    .count();
            assertThat(page("worker/docs/SEMANTICS.md")).contains(WORDS.get((int) count) + " objects listen");
            assertThat(page("worker/docs/decisions/0030-guarantees-as-objects.md"))
                    .contains(WORDS.get((int) count) + " objects (`Guarantee`)");
        }
    }

    @Test
    void alertsAndThoseThatWakeSomebody() {
        String rules = page("monitoring/rules/alerts.yml");
        int alerts = count("- alert: ", rules);
        int pages = count("severity: page", rules);
        assertThat(page("worker/docs/OPERATIONS.md"))
                .contains(alerts + " alerts, symptoms first. " + word(pages) + " wake somebody");
    }

    @Test
    void topics() {
        long count = Stream.of(TopicsProperties.class.getRecordComponents())
                .filter(topic -> !OF_A_TOPIC.contains(topic.getName()))
                .count();
        assertThat(page("worker/docs/SIZING.md"))
                .contains("for all [" + WORDS.get((int) count).toLowerCase(Locale.ROOT) + "]");
    }

    private static String word(int count) {
        return count < WORDS.size() ? WORDS.get(count) : "" + count;
    }

    private static int count(String literal, String text) {
        return (int) Pattern.compile(literal, Pattern.LITERAL)
                .matcher(text)
                .results()
                .count();
    }

    private static String page(String path) {
        return text(ROOT.resolve(path)).replaceAll("\\s+", " ");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
