package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.local.Answer;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Renders the clips (so to speak), waits for the answers, and has everything looked at. */
final class Rendering {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration READS_WITHIN = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final StoreView store;
    private final BooleanSupplier workerAlive;
    private final Progress progress;
    private final InstantSource clock;

    /** With {@code workerAlive}: whether there is still somebody to wait for. */
    Rendering(
            String bootstrapServers,
            StoreView store,
            BooleanSupplier workerAlive,
            Progress progress,
            InstantSource clock) {
        this.bootstrapServers = bootstrapServers;
        this.store = store;
        this.workerAlive = workerAlive;
        this.progress = progress;
        this.clock = clock;
    }

    Ledger of(List<DemoClip> clips, Duration limit) throws IOException {
        try (OutcomeReader outcomes = OutcomeReader.start(bootstrapServers, clock);
                RenderedClips pipeline = RenderedClips.connect(bootstrapServers, clock);
                Audit audit = new Audit(store, outcomes)) {
            List<Rendered> rendered =
                    pipeline.publish(clips.stream().map(DemoClip::event).toList());
            progress.line("rendered  " + clips.size() + " clips of "
                    + clips.stream().map(DemoClip::run).distinct().count() + " runs");
            await(outcomes, rendered, limit);
            outcomes.catchUp(READS_WITHIN);
            return progress.step("fetching every URL", () -> audit.of(clips, rendered), ledger -> {});
        }
    }

    private void await(OutcomeReader outcomes, List<Rendered> rendered, Duration limit) {
        Map<String, Rendered> byId = rendered.stream().collect(Collectors.toMap(Rendered::id, Function.identity()));
        long deadline = System.nanoTime() + limit.toNanos();
        int shown = 0;
        boolean all = false;
        while (!all && System.nanoTime() < deadline && workerAlive.getAsBoolean()) {
            all = outcomes.awaitAnswersTo(byId.keySet(), LOOK_EVERY);
            List<Answer> answers = outcomes.answers();
            answers.subList(shown, answers.size()).forEach(answer -> show(answer, byId));
            shown = answers.size();
            progress.live(shown + " of " + rendered.size() + " answered");
        }
        progress.live("");
        if (!all) {
            progress.line("not every clip was answered: "
                    + (workerAlive.getAsBoolean() ? "time is up" : "the worker is gone"));
        }
    }

    private void show(Answer answer, Map<String, Rendered> byId) {
        Rendered question = byId.get(answer.renderedEventId());
        if (question == null) {
            return;
        }
        String took = Progress.seconds(Duration.between(question.time().toInstant(), answer.seenAt()));
        String clip = DemoClip.good(question.clip()).name();
        progress.line(
                switch (answer.data()) {
                    case ClipReady ready -> "ready     " + clip + ", " + took;
                    case ClipFailed failed ->
                        "failed    " + clip + ", " + took + ": "
                                + failed.reason().wireName();
                    case ClipRendered other -> throw new IllegalStateException("not an answer: " + other);
                });
    }
}
