package ai.viralclip.worker.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipName;
import ai.viralclip.contracts.ClipsListed;
import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.ListedClip;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.LegalIds;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.highlights.Readers;
import ai.viralclip.worker.highlights.Updates;
import ai.viralclip.worker.purge.Progress;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.Purges;
import ai.viralclip.worker.purge.Scope;
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
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ids and numbers the contract allows: what is stored under them is listed, refreshed, counted and purged. */
final class EveryNameTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> NOON);
    private final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
    private final Catalog catalog = new Catalog(
            new RunScan(store, patience),
            new Stretches((uid, run) -> OptionalLong.of(0), () -> NOON),
            Readers.over(store),
            key -> new PresignedUrl(URI.create("https://store.example/" + key), LATER),
            patience,
            200);
    private final Highlights highlights = Readers.writing(store);
    private final Purge purge = Purges.over(store, () -> NOON);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsStoredIsListedRefreshedCountedAndPurged(long seed) throws Exception {
        LegalIds ids = new LegalIds(seed);
        Uid uid = new Uid(ids.id());
        RunId run = new RunId(ids.id());
        TreeSet<Place> places = new TreeSet<>();
        while (places.size() < 40) {
            places.add(new Place(ids.number(), new Style(ids.id())));
        }
        for (Place place : places) {
            put(ObjectKeys.thumbnail(uid, run, place.style(), place.n()));
            put(ObjectKeys.video(uid, run, place.style(), place.n()));
            highlights.merge(uid, run, Updates.bare(place.n(), NOON));
        }

        assertThat(listed(uid, run, 7)).isEqualTo(List.copyOf(places));
        for (Place place : places) {
            ClipsListed one = list(new ClipsRequested(
                    uid, run, Optional.empty(), Optional.empty(), Optional.of(new ClipName(place.style(), place.n()))));
            assertThat(one.total()).as(place.cursor()).isEqualTo(1);
            assertThat(one.clips().getFirst().title()).isEqualTo("Highlight " + place.n());
            assertThat(one.clips().getFirst().thumbnail()).isPresent();
        }
        Scope scope = new Scope(uid, Optional.of(run));
        int objects = 2 * places.size() + 1;
        assertThat(purge.count(scope, NOON, Purges.progress(NOON)).progress().objects())
                .isEqualTo(objects);
        for (Place place : places) {
            purge.withdraw(uid, run, place.style(), place.n(), NOON.minusSeconds(1));
        }
        assertThat(store.keys()).hasSize(objects);
        Progress done =
                purge.delete(scope, NOON, Purges.progress(NOON), progress -> {}).progress();
        assertThat(done.objects()).isEqualTo(objects);
        assertThat(store.keys()).isEmpty();
    }

    private List<Place> listed(Uid uid, RunId run, int pageSize) throws Exception {
        List<Place> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ClipsListed page = list(new ClipsRequested(uid, run, Optional.of(pageSize), cursor, Optional.empty()));
            assertThat(page.total()).isEqualTo(40);
            for (ListedClip clip : page.clips()) {
                assertThat(clip.thumbnail()).isPresent();
                assertThat(clip.title()).isEqualTo("Highlight " + clip.n());
                seen.add(new Place(clip.n(), clip.style()));
            }
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return seen;
    }

    private ClipsListed list(ClipsRequested request) throws Exception {
        return catalog.list(request, "e1");
    }

    private void put(String key) throws StoreException {
        store.overwrite(
                key,
                ByteBuffer.wrap(key.getBytes(UTF_8)),
                new ObjectAttributes("text/plain", "no-store", Map.of("rendered-at", NOON.toString())));
    }
}
