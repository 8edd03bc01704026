package ai.viralclip.worker.requests;

import ai.viralclip.contracts.RequestReason;
import ai.viralclip.contracts.VerifyCompleted;
import ai.viralclip.contracts.VerifyRequested;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.verification.InvalidCheckpoint;
import ai.viralclip.worker.verification.Verification;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code verify-requested} to {@code verify-completed}. */
final class VerificationRequests implements RequestHandler {

    private final RequestReader reader;
    private final Verification verification;
    private final StoreWork store;

    VerificationRequests(RequestReader reader, Verification verification, StoreWork store) {
        this.reader = reader;
        this.verification = verification;
        this.store = store;
    }

    /** One page after the other, whoever asks: what is asked of the store for it stays little beside the clips. */
    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public RequestTask take(ConsumerRecord<byte[], byte[]> record, Optional<String> progress) {
        return switch (reader.read(record, VerifyRequested.class)) {
            case RequestReader.Refused<VerifyRequested>(var failed) -> () -> failed;
            case RequestReader.Asked<VerifyRequested> asked -> () -> verify(asked);
        };
    }

    private RequestTask.Answer verify(RequestReader.Asked<VerifyRequested> asked) throws InterruptedException {
        VerifyRequested request = asked.data();
        RequestReader.Whose whose = new RequestReader.Whose(request.uid(), request.runId());
        try {
            VerifyCompleted page = store.until(Errand.VERIFICATION, () -> page(request, asked.id()));
            return asked.done(
                    whose,
                    page,
                    new RequestEvent.Verified(page.objects(), page.findings().size()));
        } catch (StoreWork.GivenUp e) {
            return asked.failed(whose, e);
        }
    }

    private VerifyCompleted page(VerifyRequested request, String id)
            throws StoreException, StoreWork.GivenUp, InterruptedException {
        try {
            return verification.page(request, id);
        } catch (InvalidCheckpoint e) {
            throw new StoreWork.GivenUp(RequestReason.CONTRACT_BROKEN, String.valueOf(e.getMessage()));
        }
    }
}
