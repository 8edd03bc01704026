package ai.viralclip.worker.page;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.catalog.Catalog;
import ai.viralclip.worker.catalog.InvalidCursor;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clips of a run, with URLs that are signed now. As a listing does it, but not for as long as the store is away:
 * somebody sits before it.
 */
final class RunView {

    private static final Logger LOG = LoggerFactory.getLogger(RunView.class);

    /** Clips on one page: as many as fit a screen or two. */
    private static final int PAGE_SIZE = 24;

    private static final int AT_ONCE = 4;

    private final Catalog catalog;
    private final Duration within;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param within how long the store may take */
    RunView(Catalog catalog, Duration within) {
        this.catalog = catalog;
        this.within = within;
    }

    ClipsListed list(Asked asked) throws Unanswerable, InterruptedException {
        ClipsRequested request = new ClipsRequested(
                id(asked, "uid", Uid::new),
                id(asked, "run_id", RunId::new),
                Optional.of(PAGE_SIZE),
                asked.optionalText("cursor"),
                Optional.empty());
        if (!places.tryAcquire()) {
            throw new Unanswerable(503, "Others look at runs just now: try again in a moment.");
        }
        try {
            ClipsListed page = list(request);
            LOG.atInfo()
                    .addKeyValue("uid", request.uid())
                    .addKeyValue("run_id", request.runId())
                    .log("a run is shown on the page");
            return page;
        } finally {
            places.release();
        }
    }

    private ClipsListed list(ClipsRequested request) throws Unanswerable, InterruptedException {
        FutureTask<ClipsListed> listing = new FutureTask<>(() -> catalog.list(request, "page-" + UUID.randomUUID()));
        Thread.ofVirtual().name("page-run").start(listing);
        try {
            return listing.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unanswerable(503, "The store did not answer within " + within.toSeconds() + " s: try again.");
        } catch (ExecutionException e) {
            throw why(e.getCause());
        } finally {
            listing.cancel(true);
        }
    }

    private static Unanswerable why(@Nullable Throwable cause) {
        return switch (cause) {
            case InvalidCursor _ -> Unanswerable.wrong("'cursor' is not one of this run's: begin with the first page.");
            case StoreException refused ->
                new Unanswerable(502, "The store refuses: " + refused.failure().detail());
            case null, default -> throw new IllegalStateException("a run cannot be listed", cause);
        };
    }

    private static <T> T id(Asked asked, String field, Function<String, T> form) throws Unanswerable {
        String text = asked.text(field);
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw Unanswerable.wrong("'" + field + "': " + e.getMessage());
        }
    }
}
