package ai.viralclip.worker.requests;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.RequestReason;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.catalog.Catalog;
import ai.viralclip.worker.catalog.InvalidCursor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code clips-requested} to {@code clips-listed}. */
final class ListingRequests implements RequestHandler {

    /** Each holds a page, and a run's document while it is read. */
    private static final int AT_ONCE = 8;

    private final RequestReader reader;
    private final Catalog catalog;
    private final StoreWork store;
    private final InstantSource clock;

    ListingRequests(RequestReader reader, Catalog catalog, StoreWork store, InstantSource clock) {
        this.reader = reader;
        this.catalog = catalog;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public RequestTask take(ConsumerRecord<byte[], byte[]> record, Optional<String> progress) {
        return switch (reader.read(record, ClipsRequested.class)) {
            case RequestReader.Refused<ClipsRequested>(var failed) -> () -> failed;
            case RequestReader.Asked<ClipsRequested> asked -> () -> list(asked);
        };
    }

    private RequestTask.Answer list(RequestReader.Asked<ClipsRequested> asked) throws InterruptedException {
        Instant began = clock.instant();
        ClipsRequested request = asked.data();
        RequestReader.Whose whose = RequestReader.Whose.of(request.uid(), Optional.of(request.runId()));
        try {
            ClipsListed page = store.until(Errand.LISTING, () -> page(request, asked.id()));
            return asked.done(whose, page, new RequestEvent.Listed(Duration.between(began, clock.instant())));
        } catch (StoreWork.GivenUp e) {
            return asked.failed(whose, e);
        }
    }

    private ClipsListed page(ClipsRequested request, String id)
            throws StoreException, StoreWork.GivenUp, InterruptedException {
        try {
            return catalog.list(request, id);
        } catch (InvalidCursor e) {
            throw new StoreWork.GivenUp(RequestReason.CONTRACT_BROKEN, String.valueOf(e.getMessage()));
        }
    }
}
