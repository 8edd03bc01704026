package ai.viralclip.worker.bucket;

import ai.viralclip.worker.bucket.ObjectStore.PreparedPut;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import java.util.Optional;

/** A prepared put of a store in memory: the bytes are looked at when they are awaited, and put when it is completed. */
public final class StepsOfAPut implements PreparedPut {

    public interface Look {
        void run() throws StoreException;
    }

    public interface Put {
        PutResult run() throws StoreException;
    }

    private final Look look;
    private final Put put;
    private boolean seen;
    private Optional<PutResult> result = Optional.empty();

    public StepsOfAPut(Look look, Put put) {
        this.look = look;
        this.put = put;
    }

    @Override
    public boolean awaitVerified() throws StoreException {
        if (seen) {
            return false;
        }
        look.run();
        seen = true;
        return true;
    }

    @Override
    public void complete() throws StoreException {
        result = Optional.of(put.run());
    }

    @Override
    public PutResult result() {
        return result.orElseThrow();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
