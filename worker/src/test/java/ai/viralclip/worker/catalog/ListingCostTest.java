package ai.viralclip.worker.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.FaultyStore.Moment;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.highlights.Readers;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one caller can make the store do by the size of his pages, and when an earlier scan is not believed. */
final class ListingCostTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Uid UID = new Uid("u1");
    private static final RunId RUN = new RunId("r1");
    private static final Style STYLE = new Style("split");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicReference<OptionalLong> purges = new AtomicReference<>(OptionalLong.of(0));
    private final AtomicInteger events = new AtomicInteger();
    private final Catalog catalog = new Catalog(
            new RunScan(store, patience),
            new Stretches((uid, run) -> purges.get(), now::get),
            Readers.over(store),
            key -> new PresignedUrl(URI.create("https://store.example/" + key), NOON),
            patience,
            200);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 199, 200, 1_000})
    void aRunIsReadOnceForAThousandClipsHoweverSmallThePagesAre(int pageSize) throws Exception {
        clips(RUN, 3_500);
        assertThat(all(pageSize)).hasSize(3_500).isSorted().doesNotHaveDuplicates();
        // 7 pages of a thousand keys each, once for a thousand clips or a few less.
        assertThat(store.count(Operation.LIST)).isLessThanOrEqualTo(4 * 7);
        assertThat(store.count(Operation.GET)).isLessThanOrEqualTo(4);
    }

    @Test
    void whoListsARunTakesItFromNobodyWhoListsItToo() throws Exception {
        clips(RUN, 1_500);
        List<Optional<String>> cursors = new ArrayList<>();
        for (int caller = 0; caller < 10; caller++) {
            cursors.add(list(RUN, 1, Optional.empty()).nextCursor());
        }
        int before = store.count(Operation.LIST);
        for (int page = 0; page < 50; page++) {
            for (int caller = 0; caller < 10; caller++) {
                cursors.set(caller, list(RUN, 1, cursors.get(caller)).nextCursor());
            }
        }
        assertThat(store.count(Operation.LIST)).isEqualTo(before);
    }

    @Test
    void aListingThatBeginsSeesWhatWasStoredSince() throws Exception {
        clips(RUN, 2);
        list(RUN, 1, Optional.empty());
        clips(RUN, 3);
        assertThat(list(RUN, 1, Optional.empty()).total()).isEqualTo(3);
    }

    @Test
    void whatIsOlderThanHalfAMinuteIsLookedAtAnew() throws Exception {
        clips(RUN, 3);
        Optional<String> cursor = list(RUN, 1, Optional.empty()).nextCursor();
        clips(RUN, 4);
        now.set(NOON.plus(Stretches.KEPT_FOR));
        assertThat(list(RUN, 1, cursor).total()).isEqualTo(3);
        now.set(NOON.plus(Stretches.KEPT_FOR).plusMillis(1));
        assertThat(list(RUN, 1, cursor).total()).isEqualTo(4);
        clips(RUN, 5);
        now.set(NOON.minusSeconds(3_600));
        assertThat(list(RUN, 1, cursor).total()).isEqualTo(5);
    }

    @Test
    void whatAPurgeMayHaveReachedIsLookedAtAnew() throws Exception {
        for (List<OptionalLong> steps : List.of(
                List.of(OptionalLong.of(1), OptionalLong.of(2)),
                List.of(OptionalLong.of(1), OptionalLong.empty()),
                List.of(OptionalLong.empty(), OptionalLong.of(1)),
                List.of(OptionalLong.empty(), OptionalLong.empty()))) {
            clips(RUN, 3);
            purges.set(steps.getFirst());
            Optional<String> cursor = list(RUN, 1, Optional.empty()).nextCursor();
            purges.set(steps.getLast());
            for (String key : store.keys()) {
                store.delete(key);
            }
            assertThat(list(RUN, 1, cursor).clips()).as("%s", steps).isEmpty();
        }
    }

    @Test
    void aRequestThatItsDocumentHasTriedAgainIsNotScannedAgain() throws Exception {
        clips(RUN, 1_500);
        ClipsRequested request = request(RUN, 200, Optional.empty());
        for (int i = 0; i < 5; i++) {
            store.failNext(Operation.GET, Moment.BEFORE, new StoreFailure.Denied("not this one"));
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> catalog.list(request, "e1"));
        }
        assertThat(catalog.list(request, "e1").clips()).hasSize(200);
        assertThat(store.count(Operation.LIST)).isEqualTo(3);
    }

    @Test
    void whatIsKeptIsBoundedHoweverManyRunsAreListed() throws Exception {
        List<Optional<String>> cursors = new ArrayList<>();
        for (int run = 0; run <= Stretches.MOST; run++) {
            clips(new RunId("r" + run), 2);
            cursors.add(list(new RunId("r" + run), 1, Optional.empty()).nextCursor());
        }
        int before = store.count(Operation.LIST);
        assertThat(list(new RunId("r1"), 1, cursors.get(1)).clips()).hasSize(1);
        assertThat(store.count(Operation.LIST)).isEqualTo(before);
        assertThat(list(new RunId("r0"), 1, cursors.getFirst()).clips()).hasSize(1);
        assertThat(store.count(Operation.LIST)).isEqualTo(before + 1);
    }

    @Test
    void longTextsAreNotKeptForEver() throws Exception {
        String entry = "{\"id\":%d,\"title\":\"" + "x".repeat(60_000) + "\"}";
        List<Optional<String>> cursors = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            RunId id = new RunId("r" + run);
            clips(id, 50);
            List<String> entries = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                entries.add(entry.formatted(n));
            }
            put(ObjectKeys.highlights(UID, id), "{\"highlights\":[" + String.join(",", entries) + "]}");
            cursors.add(list(id, 1, Optional.empty()).nextCursor());
        }
        int before = store.count(Operation.LIST);
        list(new RunId("r3"), 1, cursors.get(3));
        list(new RunId("r2"), 1, cursors.get(2));
        assertThat(store.count(Operation.LIST)).isEqualTo(before);
        list(new RunId("r0"), 1, cursors.getFirst());
        assertThat(store.count(Operation.LIST)).isEqualTo(before + 1);
    }

    private List<Integer> all(int pageSize) throws Exception {
        List<Integer> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ClipsListed page = list(RUN, pageSize, cursor);
            assertThat(page.clips()).hasSizeLessThanOrEqualTo(pageSize).isNotEmpty();
            page.clips().forEach(clip -> seen.add(clip.n()));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return seen;
    }

    private ClipsListed list(RunId run, int pageSize, Optional<String> cursor) throws Exception {
        return catalog.list(request(run, pageSize, cursor), "e" + events.incrementAndGet());
    }

    private static ClipsRequested request(RunId run, int pageSize, Optional<String> cursor) {
        return new ClipsRequested(UID, run, Optional.of(pageSize), cursor, Optional.empty());
    }

    private void clips(RunId run, int count) throws StoreException {
        for (int n = 0; n < count; n++) {
            put(ObjectKeys.video(UID, run, STYLE, n), "x");
            put(ObjectKeys.thumbnail(UID, run, STYLE, n), "x");
        }
    }

    private void put(String key, String text) throws StoreException {
        store.overwrite(
                key, ByteBuffer.wrap(text.getBytes(UTF_8)), new ObjectAttributes("text/plain", "no-store", Map.of()));
    }
}
