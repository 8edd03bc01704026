package ai.viralclip.worker.bucket;

import static ai.viralclip.worker.bucket.FaultyStore.Moment.AFTER;
import static ai.viralclip.worker.bucket.FaultyStore.Moment.BEFORE;
import static ai.viralclip.worker.bucket.FaultyStore.Operation.PUT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import org.junit.jupiter.api.Test;

final class InMemoryObjectStoreTest extends ObjectStoreContract {

    private static final StoreFailure OUTAGE = new StoreFailure.Unavailable("an outage", false);

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected String cacheControlOf(String ofKey) {
        return store.attributes(ofKey).orElseThrow().cacheControl();
    }

    @Override
    protected OpenUpload begin(String ofKey) {
        return store.begin(ofKey);
    }

    @Test
    void failsOnRequestBeforeOrAfterTheWriteTookEffect() throws Exception {
        store.failNext(PUT, BEFORE, OUTAGE);
        store.failNext(PUT, AFTER, OUTAGE);
        assertThat(failure(() -> store.put(key, bytes("1"), VIDEO, new Precondition.IfAbsent())))
                .isEqualTo(OUTAGE);
        assertThat(store.keys()).isEmpty();
        assertThat(failure(() -> store.put(key, bytes("2"), VIDEO, new Precondition.IfAbsent())))
                .isEqualTo(OUTAGE);
        assertThat(content()).isEqualTo("2");
        assertThat(store.count(PUT)).isEqualTo(2);
    }

    @Test
    void failsForAsLongAsItIsToldTo() throws Exception {
        store.failWhile((operation, of) -> operation == PUT && of.equals(key), BEFORE, OUTAGE);
        assertThat(failure(() -> store.put(key, bytes("1"), VIDEO, new Precondition.IfAbsent())))
                .isEqualTo(OUTAGE);
        written(store.put(prefix + "other", bytes("1"), VIDEO, new Precondition.IfAbsent()));
        store.recover();
        written(store.put(key, bytes("1"), VIDEO, new Precondition.IfAbsent()));
    }
}
