package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.worker.cli.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a demo has to show.
 *
 * @param highlights the runs' {@code highlights.json}, as they lie in the bucket
 * @param runChecks what was checked beyond single clips
 * @param listing of one run, once it was asked for
 * @param purge the receipt of one user's, once it was asked for
 */
record Ledger(
        List<ClipResult> clips,
        List<StoredHighlights> highlights,
        List<Check> runChecks,
        Optional<Listing> listing,
        Optional<PurgeCompleted> purge) {

    /** One run's document. */
    record StoredHighlights(String run, String key, String json) {}

    Ledger {
        clips = List.copyOf(clips);
        highlights = List.copyOf(highlights);
        runChecks = List.copyOf(runChecks);
    }

    Ledger(List<ClipResult> clips, List<StoredHighlights> highlights, List<Check> runChecks) {
        this(clips, highlights, runChecks, Optional.empty(), Optional.empty());
    }

    Ledger with(Listing found, Check check) {
        return new Ledger(clips, highlights, and(check), Optional.of(found), purge);
    }

    Ledger with(PurgeCompleted receipt, Check check) {
        return new Ledger(clips, highlights, and(check), listing, Optional.of(receipt));
    }

    Ledger with(Check check) {
        return new Ledger(clips, highlights, and(check), listing, purge);
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

    private List<Check> and(Check check) {
        List<Check> more = new ArrayList<>(runChecks);
        more.add(check);
        return more;
    }
}
