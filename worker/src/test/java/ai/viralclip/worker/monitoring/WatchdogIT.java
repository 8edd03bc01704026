package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stands still says so, without being asked, to readiness, metric and log; and when it goes on. */
class WatchdogIT {

    @TempDir
    Path directory;

    @Test
    void aWorkerThatHearsNoPurgesIsNotReadyAndSaysWhy() throws Exception {
        try (Site site = Site.start(directory, Map.of("CLIP_WATCHDOG_PURGES_UNHEARD", "2s"))) {
            assertThat(site.scrape().value("clip_stalled")).isZero();

            site.broker.stop();
            await().atMost(Site.SOON)
                    .until(() -> site.worker.health("readiness").status() == 503);
            assertThat(site.worker.health("readiness").body()).contains("purges_unheard", "since");
            assertThat(site.scrape().value("clip_stalled")).isPositive();
            site.broker.restart();
            await().atMost(Site.SOON)
                    .until(() -> site.worker.health("readiness").isUp());

            // Looked at by itself, a moment before or after.
            await().atMost(Site.SOON)
                    .untilAsserted(() ->
                            assertThat(site.scrape().value("clip_stalled")).isZero());
            assertThat(site.worker.log())
                    .contains("stalled cause=purges_unheard")
                    .contains("stalled no more cause=purges_unheard");
        }
    }
}
