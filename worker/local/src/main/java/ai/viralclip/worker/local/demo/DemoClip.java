package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Reason;
import java.util.Optional;

/** A clip to render, and what should become of it: ready, or rejected for a reason. */
record DemoClip(ClipRendered event, Expectation expected) {

    sealed interface Expectation {

        record BecomesReady() implements Expectation {}

        record IsRejected(Reason reason) implements Expectation {}
    }

    static DemoClip good(ClipRendered event) {
        return new DemoClip(event, new Expectation.BecomesReady());
    }

    static DemoClip of(ClipRendered event, Optional<Reason> rejection) {
        return rejection
                .map(reason -> new DemoClip(event, new Expectation.IsRejected(reason)))
                .orElseGet(() -> good(event));
    }

    boolean isGood() {
        return expected instanceof Expectation.BecomesReady;
    }

    /** As people may read it: {@code ana/launch clip_left_focus_2}. */
    String name() {
        return run() + " clip_" + event.style() + "_" + event.n();
    }

    String run() {
        return event.uid() + "/" + event.runId();
    }
}
