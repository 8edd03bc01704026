package ai.viralclip.worker.purge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.FaultyStore.Moment;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a purge does about what it cannot read, what it may not delete, and what comes while it is at work. */
final class PurgeOfOddThingsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant BEFORE = NOON.minusSeconds(60);
    private static final Instant AFTER = NOON.plusSeconds(60);
    private static final Scope USER = new Scope(new Uid("u1"), Optional.empty());
    private static final String CLIP = "users/u1/r1/clips/clip_split_1.mp4";
    private static final String DOCUMENT = "users/u1/r1/highlights.json";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InMemoryObjectStore store = new InMemoryObjectStore(now::get);
    private final Purge purge = Purges.over(store, now::get);

    @Test
    void aDocumentThatIsTooLargeToBeReadGoesWithTheRestAndCounts() throws Exception {
        put(DOCUMENT, " ".repeat(5 * 1024 * 1024), Map.of());
        clip(CLIP, BEFORE);
        assertThat(delete().progress().objects()).isEqualTo(2);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void aBrokenDocumentGoesWheneverItWasStored() throws Exception {
        now.set(AFTER);
        put(DOCUMENT, "no json", Map.of());
        assertThat(delete().progress().objects()).isEqualTo(1);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void oneObjectThatTheStoreKeepsKeepsNothingElseAndIsToldAtTheEnd() throws Exception {
        for (int n = 0; n < 1_200; n++) {
            clip("users/u1/r1/clips/clip_split_" + n + ".mp4", BEFORE);
        }
        clip("users/u1/r2/clips/clip_split_1.mp4", BEFORE);
        store.begin("users/u1/r2/clips/clip_split_2.mp4");
        store.failWhile(
                (operation, key) -> operation == Operation.DELETE && key.equals(CLIP),
                Moment.BEFORE,
                new StoreFailure.Refused("delete " + CLIP + ": locked"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::delete)
                .satisfies(e -> assertThat(e.failure())
                        .isInstanceOf(StoreFailure.Refused.class)
                        .extracting(StoreFailure::detail)
                        .asString()
                        .contains("but 1 ", CLIP + ": locked"));
        assertThat(store.keys()).containsExactly(CLIP);
        assertThat(store.uploads("users/", Optional.empty()).items()).isEmpty();
    }

    @Test
    void oneLockedObjectIsNoReasonToStopEverybody() throws Exception {
        clip(CLIP, BEFORE);
        clip("users/u1/r2/clips/clip_split_1.mp4", BEFORE);
        store.failWhile(
                (operation, key) -> operation == Operation.DELETE && key.equals(CLIP),
                Moment.BEFORE,
                new StoreFailure.Denied("locked"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::delete)
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Refused.class));
        assertThat(store.keys()).containsExactly(CLIP);
    }

    @Test
    void itSweepsForAsLongAsSomethingComes() throws Exception {
        storedUnderSweeps(9);
        assertThat(delete().progress().objects()).isEqualTo(9);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void whatNeverEndsIsNoReceipt() {
        storedUnderSweeps(Integer.MAX_VALUE);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::delete)
                .withMessageContaining("users/u1/")
                .withMessageContaining("ask again");
    }

    @Test
    void aLaterRenderingStaysWhenTheEarlierIsWithdrawn() throws Exception {
        clip(CLIP, BEFORE);
        now.set(NOON.plus(Duration.ofHours(1)));
        laterRenderingBefore(Set.of(Operation.HEAD, Operation.DELETE));
        withdraw(NOON.plus(Duration.ofMinutes(30)));
        assertThat(store.keys()).containsExactly(CLIP);
    }

    @Test
    void aWithdrawalThatDidNotGoThroughLooksAgainBeforeItIsRepeated() throws Exception {
        clip(CLIP, BEFORE);
        now.set(NOON.plus(Duration.ofHours(1)));
        store.failNext(Operation.DELETE, Moment.BEFORE, new StoreFailure.Unavailable("an outage", false));
        laterRenderingBefore(Set.of(Operation.DELETE));
        withdraw(NOON);
        assertThat(store.keys()).containsExactly(CLIP);
    }

    @Test
    void aClipIsTakenBackBesideADocumentThatIsTooLarge() throws Exception {
        put(DOCUMENT, " ".repeat(5 * 1024 * 1024), Map.of());
        clip(CLIP, BEFORE);
        withdraw(NOON);
        assertThat(store.keys()).containsExactly(DOCUMENT);
    }

    private void laterRenderingBefore(Set<Operation> calls) {
        AtomicInteger count = new AtomicInteger();
        store.onCall((operation, key) -> {
            if (calls.contains(operation) && count.getAndIncrement() == 0) {
                unchecked(() -> clip(CLIP, NOON.plus(Duration.ofHours(1))));
            }
        });
    }

    private void storedUnderSweeps(int most) {
        AtomicInteger sweeps = new AtomicInteger();
        store.onCall((operation, key) -> {
            if (operation == Operation.LIST_UPLOADS && sweeps.getAndIncrement() < most) {
                unchecked(() -> clip(CLIP, BEFORE));
            }
        });
    }

    private Purge.Result delete() throws StoreException, InterruptedException {
        return purge.delete(USER, NOON, Progress.start(NOON), progress -> {});
    }

    private void withdraw(Instant until) throws StoreException, InterruptedException {
        purge.withdraw(new Uid("u1"), new RunId("r1"), new Style("split"), 1, until);
    }

    private void clip(String key, Instant renderedAt) throws StoreException {
        put(key, "some bytes of " + renderedAt, Map.of("rendered-at", renderedAt.toString()));
    }

    private void put(String key, String text, Map<String, String> metadata) throws StoreException {
        store.overwrite(
                key, ByteBuffer.wrap(text.getBytes(UTF_8)), new ObjectAttributes("text/plain", "no-store", metadata));
    }

    private interface Storing {
        void run() throws StoreException;
    }

    private static void unchecked(Storing storing) {
        try {
            storing.run();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }
}
