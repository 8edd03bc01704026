package ai.viralclip.worker.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.LongOne;
import ai.viralclip.worker.guarantees.harness.Metrics;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the worker does while the store does not. */
@LongOne
class StoreFaultsIT {

    /** More than twice what a consumer that sends no heartbeat is missed after; a minute where it runs at length. */
    private static final Duration OUTAGE = Duration.ofSeconds(Rounds.count() > 1 ? 60 : 15);

    @TempDir
    Path temp;

    @Test
    @Tag("scenario")
    void aStoreThatIsAwayUnderLoadCostsNoDeadLetterAndNoRebalance() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launchReady();
            List<Rendered> rendered = new ArrayList<>(rig.publish(clips(rig, 0, 60)));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> rig.outcomes.ready().size() > 5);

            rig.store.stop();
            rendered.addAll(rig.publish(clips(rig, 60, 60)));
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> worker.health("readiness").body().contains("store_unavailable"));
            assertThat(worker.health("liveness").isUp()).isTrue();
            await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(10)).until(worker::isAlive);
            rig.store.restart();

            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(2)))
                    .isTrue();
            new Stored(rig).isExactly(rendered);
            assertThat(rig.outcomes.deadLetters()).isEmpty();
            // Clips were in flight all the time: whoever loses a partition drops those of it.
            assertThat(Metrics.of(worker).get("clip_dropped_total")).isZero();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> worker.health("readiness").isUp());
        }
    }

    @Test
    void whileCredentialsAreRefusedNothingIsConsumedUntilTheyWork() throws Exception {
        try (Rig rig = Rig.start(temp)) {
            WorkerProcess worker = rig.launch(Map.of("R2_SECRET_ACCESS_KEY", "todays-secret"));
            awaitDenied(worker);
            List<Rendered> rendered = new ArrayList<>(rig.publish(clips(rig, 0, 20)));
            assertThat(Metrics.of(worker).get("clip_partitions_assigned")).isZero();
            rig.store.restart("todays-secret");
            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofMinutes(1)))
                    .isTrue();

            rig.store.restart("tomorrows-secret");
            rendered.addAll(rig.publish(clips(rig, 20, 1)));
            awaitDenied(worker);
            double before = Metrics.of(worker).get("clip_records_received_total");
            rendered.addAll(rig.publish(clips(rig, 21, 40)));
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Metrics.of(worker).get("clip_records_received_total") == before);
            assertThat(worker.health("liveness").isUp()).isTrue();

            rig.store.restart("todays-secret");
            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(rendered), Duration.ofSeconds(90)))
                    .isTrue();
            new Stored(rig).isExactly(rendered);
            assertThat(rig.logs()).doesNotContain("todays-secret");
            assertThat(rig.outcomes.deadLetters()).isEmpty();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> worker.health("readiness").isUp());
        }
    }

    private static void awaitDenied(WorkerProcess worker) {
        await().atMost(Rig.START).until(() -> worker.health("readiness").body().contains("store_denied"));
    }

    private static List<ClipRendered> clips(Rig rig, int from, int count) {
        List<ClipRendered> clips = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            clips.add(rig.files.render("user" + i % 5, "run" + i % 7, "split", i, 30_000));
        }
        return clips;
    }
}
