package ai.viralclip.worker.local.demo;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that a demo has to show.
 *
 * @param highlights the runs' {@code highlights.json}, as they lie in the bucket
 * @param runChecks what was checked beyond single clips
 */
record Ledger(List<ClipResult> clips, List<StoredHighlights> highlights, List<Check> runChecks) {

    /** One run's document. */
    record StoredHighlights(String run, String key, String json) {}

    Ledger {
        clips = List.copyOf(clips);
        highlights = List.copyOf(highlights);
        runChecks = List.copyOf(runChecks);
    }

    List<Check> checks() {
        return Stream.concat(clips.stream().flatMap(clip -> clip.checks().stream()), runChecks.stream())
                .toList();
    }

    /** Whether everything was as it should be. */
    boolean ok() {
        return checks().stream().allMatch(Check::ok);
    }

    long count(Class<? extends ClipResult> kind) {
        return clips.stream().filter(kind::isInstance).count();
    }
}
