package ai.viralclip.worker.verification;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.VerifyCompleted;
import ai.viralclip.contracts.VerifyRequested;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.kafka.TopicPages.Place;
import java.util.Optional;

/**
 * Looks whether bucket, documents and answers agree, one page at a time: first the objects in the order of their keys,
 * then uploads under way, then what {@code clip-ready} announced, then the dead letters. Nothing is kept between pages
 * but what the cursor says, and nothing is changed. Waits for as long as the store is unavailable.
 */
public final class Verification {

    private final BucketWalk objects;
    private final UploadWalk uploads;
    private final RecordWalk<ClipReady> answers;
    private final RecordWalk<ClipRendered> letters;
    private final PageReport.Bounds bounds;

    Verification(
            BucketWalk objects,
            UploadWalk uploads,
            RecordWalk<ClipReady> answers,
            RecordWalk<ClipRendered> letters,
            PageReport.Bounds bounds) {
        this.objects = objects;
        this.uploads = uploads;
        this.answers = answers;
        this.letters = letters;
        this.bounds = bounds;
    }

    /**
     * One page.
     *
     * @param eventId the request's, to be named in the reply
     * @throws StoreException where the store does not only fail for a while
     * @throws InterruptedException where the caller is no longer wanted
     */
    public VerifyCompleted page(VerifyRequested request, String eventId)
            throws InvalidCheckpoint, StoreException, InterruptedException {
        VerificationScope scope = VerificationScope.of(request);
        Optional<Checkpoint> at = Optional.of(Checkpoint.of(request.cursor(), scope));
        PageReport report = new PageReport(bounds);
        do {
            at = stage(at.get(), scope, request.isDeep(), report);
        } while (at.isPresent() && !report.isFull());
        return new VerifyCompleted(
                request.uid(),
                request.runId(),
                request.isDeep(),
                report.runs(),
                report.objects(),
                report.bytes(),
                report.bytesRead(),
                report.uploads(),
                report.answers(),
                report.deadLetters(),
                report.unsettled(),
                report.findings(),
                report.reached(),
                at.map(Checkpoint::cursor),
                eventId);
    }

    /** Goes on from there to the end of the stage, or of the page; then comes the next stage. */
    private Optional<Checkpoint> stage(Checkpoint at, VerificationScope scope, boolean deep, PageReport report)
            throws StoreException, InterruptedException {
        return switch (at) {
            case Checkpoint.Objects from -> then(objects.walk(scope, from, deep, report), Checkpoint.Uploads.START);
            case Checkpoint.Uploads from ->
                then(uploads.walk(scope, from, report), new Checkpoint.Answers(Place.START));
            case Checkpoint.Answers(var from) ->
                then(
                        answers.walk(from, one -> scope.includes(one.uid(), one.runId()), report, report::answers)
                                .map(Checkpoint.Answers::new),
                        new Checkpoint.Letters(Place.START));
            case Checkpoint.Letters(var from) ->
                letters.walk(from, one -> scope.includes(one.uid(), one.runId()), report, report::deadLetters)
                        .map(Checkpoint.Letters::new);
        };
    }

    private static Optional<Checkpoint> then(Optional<? extends Checkpoint> more, Checkpoint nextStage) {
        return Optional.of(more.isPresent() ? more.get() : nextStage);
    }
}
