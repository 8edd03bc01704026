package ai.viralclip.worker.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.BucketEvent.Errand;
import ai.viralclip.worker.bucket.FaultyStore.Moment;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.highlights.Readers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Purges that fail, are broken off, or are overtaken by what is stored meanwhile. */
final class PurgeUnderFaultsTest extends PurgedBucket {
    private static final StoreFailure OUTAGE = new StoreFailure.Unavailable("an outage", false);

    @Test
    void whatIsDoneAgainIsToldAsThePurgesOrTheWithdrawals() throws Exception {
        List<BucketEvent> told = new ArrayList<>();
        Purge counted = PurgeConfiguration.over(
                store,
                Readers.writing(store, InstantSource.fixed(NOON)),
                patience.telling(told::add),
                InstantSource.fixed(NOON));
        put("users/u1/r1/clips/clip_split_1.mp4", BEFORE);
        for (Operation operation : List.of(Operation.LIST, Operation.HEAD)) {
            store.failNext(operation, Moment.BEFORE, OUTAGE);
        }
        counted.withdraw(USER.uid(), new RunId("r1"), new Style("split"), 1, NOON);
        assertThat(told).hasSize(2).containsOnly(new BucketEvent.TriedAgain(Errand.WITHDRAWAL));
        told.clear();

        store.failNext(Operation.LIST, Moment.BEFORE, OUTAGE);
        counted.delete(USER, NOON, Progress.start(NOON), progress -> {});
        assertThat(told).containsExactly(new BucketEvent.TriedAgain(Errand.PURGE));
    }

    @Test
    void everyKeysErrorIsReadAndTriedAgainUntilItIsGone() throws Exception {
        for (int n = 0; n < 1_200; n++) {
            put("users/u1/r1/clips/clip_split_" + n + ".mp4", BEFORE);
        }
        var random = new Random(7);
        store.failWhile((operation, key) -> random.nextInt(5) == 0, Moment.BEFORE, OUTAGE);
        assertThat(delete(USER).progress().objects()).isEqualTo(1_200);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void whatMayNotBeDeletedIsToldToTheCaller() throws Exception {
        put("users/u1/r1/clips/clip_split_1.mp4", BEFORE);
        store.failWhile(
                (operation, key) -> operation == Operation.DELETE, Moment.BEFORE, new StoreFailure.Denied("locked"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> delete(USER))
                .satisfies(e -> assertThat(e.failure()).isEqualTo(new StoreFailure.Denied("locked")));
    }

    @Test
    void aPurgeThatWasBrokenOffCountsOnFromWhereItWas() throws Exception {
        for (int n = 0; n < 3_000; n++) {
            put("users/u1/r1/clips/clip_split_" + n + ".mp4", BEFORE);
        }
        List<Progress> told = new ArrayList<>();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> purge.delete(USER, NOON, Progress.start(BEFORE), progress -> {
                    told.add(progress);
                    if (progress.objects() == 2_000) {
                        throw new IllegalStateException("killed");
                    }
                }));
        Progress saved = Progress.parse(told.getLast().toString()).orElseThrow();
        Purge.Result result = purge.delete(USER, NOON, saved, progress -> {});
        assertThat(result.progress().objects()).isEqualTo(3_000);
        assertThat(result.progress().began()).isEqualTo(BEFORE);
    }

    @Test
    void whatIsStoredUnderASweepIsFoundByTheNext() throws Exception {
        put("users/u1/r1/clips/clip_split_1.mp4", BEFORE);
        var late = new AtomicInteger();
        store.onCall((operation, key) -> {
            // Sorted before all that the first sweep still has to list.
            if (operation == Operation.LIST_UPLOADS && late.incrementAndGet() == 1) {
                store.begin("users/u1/r1/clips/clip_split_0.jpg");
                putUnchecked("users/u1/r1/clips/clip_split_0.jpg", BEFORE);
            }
        });
        delete(USER);
        assertThat(store.keys()).isEmpty();
        assertThat(store.uploads("users/", Optional.empty()).items()).isEmpty();
    }

    private void putUnchecked(String key, Instant renderedAt) {
        try {
            put(key, renderedAt);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }
}
