package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of metrics against a worker that has stored clips and rejected one. */
class MetricsTableIT {

    @TempDir
    static Path directory;

    private static final MetricsTable TABLE = MetricsTable.read();
    private static Site site;
    private static Scrape scrape;

    @BeforeAll
    static void start() throws Exception {
        site = Site.start(directory, Map.of());
        List<Rendered> rendered =
                site.pipeline.publish(List.of(site.clip(1), site.clip(2), site.clip(3), site.hopeless(4)));
        assertThat(site.outcomes.awaitAnswersTo(
                        rendered.stream().map(Rendered::id).toList(), Site.SOON))
                .isTrue();
        await().atMost(Site.SOON).until(() -> site.scrape().value("clip_dead_letters") == 1);
        scrape = site.scrape();
        Files.writeString(
                Files.createDirectories(Path.of("target", "monitoring")).resolve("metrics.txt"), scrape.text());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void everyRowIsAtTheWorkerAsItIsTold() throws Exception {
        assertSoftly(softly -> TABLE.rows().forEach(row -> isAtTheWorker(row, softly)));
        Counted.checked("metrics", "metrics=" + TABLE.rows().size());
    }

    private static void isAtTheWorker(MetricsTable.Row row, SoftAssertions softly) {
        softly.assertThat(scrape.types()).as(row.name()).containsEntry(row.name(), row.type());
        Map<String, Set<String>> tags = scrape.tags(row.name());
        softly.assertThat(tags.keySet())
                .as("tags of %s", row.name())
                .isEqualTo(row.tags().keySet());
        row.tags()
                .forEach((key, closed) -> closed.ifPresent(values -> softly.assertThat(tags.get(key))
                        .as("%s of %s", key, row.name())
                        .isEqualTo(values)));
    }

    @Test
    void everyMetricOfTheWorkersOwnHasARow() {
        Set<String> unknown = new TreeSet<>(scrape.types().keySet());
        unknown.removeIf(name -> !name.startsWith("clip_") || TABLE.names().contains(name));
        unknown.removeIf(name -> maximumOf(name)
                .map(scrape.types()::get)
                .filter(type -> type.equals("histogram") || type.equals("summary"))
                .isPresent());

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyMetricSaysWhatItIs() {
        assertThat(scrape.types().keySet())
                .allSatisfy(name -> assertThat(scrape.helps().getOrDefault(name, ""))
                        .as("help of %s", name)
                        .isNotBlank());
    }

    @Test
    void promtoolFindsNothingOnTheWholePage() throws Exception {
        assertThat(Promtool.checkMetrics(scrape.text())).isEqualTo(new Promtool.Verdict(0, ""));
    }

    @Test
    void everyClipIsCountedOnce() {
        assertThat(scrape.value("clip_rendered_to_ready_seconds_count")).isEqualTo(3);
        assertThat(scrape.value("clip_ready_total")).isEqualTo(3);
        assertThat(scrape.value("clip_slo_events_total")).isEqualTo(3);
        assertThat(scrape.value("clip_oldest_unfinished_age_seconds")).isZero();
    }

    private static Optional<String> maximumOf(String name) {
        return name.endsWith("_max") ? Optional.of(name.substring(0, name.length() - 4)) : Optional.empty();
    }
}
