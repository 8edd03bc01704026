package ai.viralclip.worker.verification;

import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.FindingKind;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.ObjectStore.Page;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks through the multipart uploads under way for those that nobody will end. */
final class UploadWalk {

    /** As workers have it that abort them at their start: no clip takes a day. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(24);

    private final ObjectStore store;
    private final Patience patience;
    private final Settled settled;

    UploadWalk(ObjectStore store, Patience patience, Settled settled) {
        this.store = store;
        this.patience = patience;
        this.settled = settled;
    }

    /** Where it goes on; empty where there is no more. */
    Optional<Checkpoint.Uploads> walk(VerificationScope scope, Checkpoint.Uploads from, PageReport report)
            throws StoreException, InterruptedException {
        Checkpoint.Uploads at = from;
        while (true) {
            String name = at.page();
            Optional<String> asked = name.isEmpty() ? Optional.empty() : Optional.of(name);
            Page<OpenUpload> page = patience.with(() -> store.uploads(scope.prefix(), asked));
            for (int i = at.passed(); i < page.items().size(); i++) {
                if (report.isFull()) {
                    return Optional.of(new Checkpoint.Uploads(name, i));
                }
                look(page.items().get(i), report);
            }
            if (page.next().isEmpty()) {
                return Optional.empty();
            }
            if (page.next().equals(asked)) {
                throw new StoreException(new StoreFailure.Unavailable(
                        "the store's listing of uploads under " + scope.prefix() + " does not go on", false));
            }
            at = new Checkpoint.Uploads(page.next().get(), 0);
        }
    }

    private void look(OpenUpload upload, PageReport report) {
        report.upload();
        report.reached(upload.key());
        Instant then = settled.now().minus(ABANDONED_AFTER);
        upload.begunAt()
                .filter(begun -> begun.isBefore(then))
                .map(begun -> finding(upload, begun))
                .ifPresent(finding -> report.found(List.of(finding)));
    }

    private static Finding finding(OpenUpload upload, Instant begun) {
        String detail = "a multipart upload, begun at " + begun + ", was neither completed nor aborted";
        return ObjectKeys.runAround(upload.key())
                .map(run -> Remedies.of(FindingKind.ABANDONED_UPLOAD, run, upload.key(), detail))
                .orElseGet(() -> Remedies.of(FindingKind.ABANDONED_UPLOAD, upload.key(), detail));
    }
}
