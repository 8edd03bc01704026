package ai.viralclip.worker.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.PurgeRequested;
import ai.viralclip.contracts.Topics;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.cli.RequestClient;
import ai.viralclip.worker.guarantees.harness.Metrics;
import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that may not write to some of its topics any more, as where somebody tidies up a broker's rights. */
class LostRightsIT {

    private static final Duration END = Duration.ofMinutes(2);

    @TempDir
    private Path temp;

    @Test
    void answersThatTheWorkerMayNotWriteAnyMoreWaitAloneUntilItMay() throws Exception {
        try (ManagedBroker managed = ManagedBroker.start(temp);
                WorkerProcess worker = managed.launch(managed.settings(WorkerRights.USER, ManagedBroker.PASSWORD))) {
            worker.awaitReady(END);
            others(managed.broker.houseServers(), new RenderedFiles(managed.media, 3), worker);
        }
    }

    private static void others(String house, RenderedFiles files, WorkerProcess worker) throws Exception {
        try (OutcomeReader outcomes = OutcomeReader.start(house, InstantSource.system());
                RenderedClips pipeline = RenderedClips.connect(house, InstantSource.system());
                RequestClient client =
                        RequestClient.connect(Map.of("bootstrap.servers", house), InstantSource.system())) {
            ClipRendered bad = files.render("cy", "launch", "split", 1, 9_000);
            Files.writeString(Path.of(bad.video().uri()), "no video");
            ClipRendered good = files.render("cy", "launch", "split", 2, 9_000);
            ClipsRequested listing =
                    new ClipsRequested(good.uid(), good.runId(), Optional.empty(), Optional.empty(), Optional.empty());
            PurgeRequested purge = new PurgeRequested(new Uid("nobody"), Optional.empty(), Optional.empty());
            List<String> lost = List.of(Topics.CLIP_RENDERED_DLT, Topics.CLIPS_LISTED);

            WorkerRights.forbidWriting(house, lost);
            List<String> waits = List.of(pipeline.publish(bad).id());
            await().atMost(END).until(() -> Metrics.of(worker).get("clip_answers_withheld") == 1);
            List<String> goesOn = List.of(pipeline.publish(good).id());

            assertThat(outcomes.awaitAnswersTo(goesOn, END)).isTrue();
            assertThatThrownBy(() -> client.list(listing, Duration.ofSeconds(2)))
                    .isInstanceOf(IllegalStateException.class);
            await().atMost(END).until(() -> Metrics.of(worker).get("clip_requests_unanswered_total") == 1);
            assertThat(client.purge(purge, END).objects()).isZero();
            assertThat(outcomes.answersTo(waits.getFirst())).isEmpty();

            WorkerRights.allowWriting(house, lost);
            assertThat(outcomes.awaitAnswersTo(waits, END)).isTrue();
            assertThat(outcomes.answersTo(waits.getFirst())).hasSize(1);
            assertThat(client.list(listing, END).clips()).hasSize(1);
        }
    }
}
