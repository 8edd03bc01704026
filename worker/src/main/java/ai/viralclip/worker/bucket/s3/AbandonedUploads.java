package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.Listing;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Multipart uploads that a worker began and could not end, because it was killed: their parts are paid for, and no
 * listing shows them. Aborted once at the start, beside everything else: nothing waits for it, and where it fails, R2
 * removes them after seven days.
 */
final class AbandonedUploads implements ApplicationListener<ApplicationReadyEvent> {

    /** No clip takes a day; one that did would find its upload gone, and begin anew. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploads.class);

    private final BulkRequests bulk;
    private final InstantSource clock;

    AbandonedUploads(BulkRequests bulk, InstantSource clock) {
        this.bulk = bulk;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent started) {
        Thread.ofVirtual().name("abandoned-uploads").start(() -> {
            try {
                int aborted = abort();
                LOG.atLevel(aborted > 0 ? Level.INFO : Level.DEBUG)
                        .addKeyValue("uploads", aborted)
                        .log("abandoned multipart uploads are aborted");
            } catch (StoreException e) {
                LOG.atInfo()
                        .addKeyValue("detail", e.failure().detail())
                        .log("abandoned multipart uploads are left to the store");
            } catch (InterruptedException e) {
                // The worker ends: the next one begins anew.
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Returns how many there were. Only those to keys that a clip's file has: others are not this worker's. */
    int abort() throws StoreException, InterruptedException {
        Instant then = clock.instant().minus(ABANDONED_AFTER);
        AtomicInteger aborted = new AtomicInteger();
        Listing.ofUploads(ObjectKeys.USERS, from -> bulk.uploads(ObjectKeys.USERS, from))
                .each(page -> {
                    for (OpenUpload upload : page) {
                        if (isBefore(then, upload) && ObjectKeys.isClip(upload.key())) {
                            bulk.abort(upload);
                            aborted.incrementAndGet();
                        }
                    }
                });
        return aborted.get();
    }

    /** One whose beginning the store does not tell may be young. */
    private static boolean isBefore(Instant then, OpenUpload upload) {
        return upload.begunAt().filter(begun -> begun.isBefore(then)).isPresent();
    }
}
