package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.local.Answer;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import ai.viralclip.worker.local.demo.DemoClip.Expectation;
import ai.viralclip.worker.local.demo.Ledger.StoredHighlights;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at everything that came out, from outside: the answers' topics, the URLs, the bucket. */
final class Audit implements AutoCloseable {

    private final StoreView store;
    private final OutcomeReader outcomes;
    private final HttpClient http;
    private final Links links;
    private final DeadLetterCheck deadLetters;

    Audit(StoreView store, OutcomeReader outcomes) throws IOException {
        this.store = store;
        this.outcomes = outcomes;
        this.http = Trust.client(store);
        this.links = new Links(http);
        this.deadLetters = new DeadLetterCheck(outcomes);
    }

    /** Looks at what became of the clips, whose events are given in the same order. */
    Ledger of(List<DemoClip> clips, List<Rendered> rendered) throws IOException {
        List<ClipResult> results = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            results.add(result(clips.get(i), rendered.get(i)));
        }
        List<StoredHighlights> documents = new ArrayList<>();
        List<Check> runChecks = new ArrayList<>();
        HighlightsCheck highlights = new HighlightsCheck(store.objects());
        for (Map.Entry<String, List<ClipResult.Ready>> run :
                HighlightsCheck.byDocument(results).entrySet()) {
            StoredHighlights document = highlights.read(run.getKey(), run.getValue());
            documents.add(document);
            runChecks.add(HighlightsCheck.complete(document, run.getValue()));
        }
        runChecks.add(links.refusesAnonymousListing(store));
        runChecks.add(readable());
        return new Ledger(results, documents, runChecks);
    }

    @Override
    public void close() {
        http.close();
    }

    private ClipResult result(DemoClip clip, Rendered rendered) {
        List<Answer> answers = outcomes.answersTo(rendered.id());
        if (answers.isEmpty()) {
            return new ClipResult.Unanswered(
                    clip, List.of(new Check(clip.name(), "answered once", false, "no answer")));
        }
        Answer first = answers.getFirst();
        Duration took = Duration.between(rendered.time().toInstant(), first.seenAt());
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                clip.name(),
                "answered once",
                answers.size() == 1,
                answers.size() == 1 ? first.data().type().topic() : answers.size() + " answers"));
        return switch (first.data()) {
            case ClipReady ready -> ready(clip, ready, took, checks);
            case ClipFailed failed -> failed(clip, failed, took, checks);
            case ClipRendered question -> throw new IllegalStateException("not an answer: " + question);
        };
    }

    private ClipResult ready(DemoClip clip, ClipReady ready, Duration took, List<Check> checks) {
        if (!clip.isGood()) {
            checks.add(new Check(clip.name(), "rejected", false, "became ready, although it is broken"));
        }
        checks.add(links.gives(
                clip.name(), "video URL", ready.video(), clip.event().video()));
        clip.event()
                .thumbnail()
                .ifPresent(rendered -> checks.add(ready.thumbnail()
                        .map(stored -> links.gives(clip.name(), "thumbnail URL", stored, rendered))
                        .orElseGet(() -> new Check(clip.name(), "thumbnail URL", false, "clip-ready has none"))));
        checks.add(links.refusesTampered(clip.name(), ready.video().url()));
        return new ClipResult.Ready(clip, ready, took, checks);
    }

    private ClipResult failed(DemoClip clip, ClipFailed failed, Duration took, List<Check> checks) {
        boolean expected = clip.expected() instanceof Expectation.IsRejected(var reason) && reason == failed.reason();
        checks.add(new Check(
                clip.name(),
                expected ? "rejected, as it should be" : "rejected",
                expected,
                failed.reason().wireName() + ": " + failed.detail()));
        checks.add(deadLetters.holds(clip, failed));
        return new ClipResult.Failed(clip, failed, took, checks);
    }

    private Check readable() {
        List<String> unreadable = outcomes.unreadable();
        return new Check(
                "all answers",
                "contract",
                unreadable.isEmpty(),
                unreadable.isEmpty() ? "kept by every event" : String.join("; ", unreadable));
    }
}
