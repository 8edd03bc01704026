package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.viralclip.worker.bucket.ObjectStore.Digest;
import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.ObjectStore.Page;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store does with many objects at once: it lists them page by page, deletes a thousand, and knows the
 * uploads under way. A part of {@link ObjectStoreContract}.
 */
abstract class ListingContract extends StoreUnderTest {

    @Test
    public void aListingGivesWhatIsUnderThePrefixInTheOrderOfKeysPageByPage() throws Exception {
        for (String name : new String[] {"10", "2", "a b+c", "é", "1"}) {
            written(store().put(prefix + "x/" + name, bytes(name), VIDEO, new Precondition.IfAbsent()));
        }
        written(store().put(prefix + "x1/1", bytes("no"), VIDEO, new Precondition.IfAbsent()));
        var sizes = new ArrayList<Integer>();
        var listed = new ArrayList<ListedObject>();
        Optional<String> from = Optional.empty();
        do {
            var page = store().list(prefix + "x/", from, 2);
            sizes.add(page.items().size());
            listed.addAll(page.items());
            from = page.next();
        } while (from.isPresent());
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(listed)
                .extracting(o -> o.key().substring(prefix.length()))
                .containsExactly("x/1", "x/10", "x/2", "x/a b+c", "x/é");
        var first = listed.getFirst();
        assertThat(first.sizeBytes()).isEqualTo(1);
        assertThat(first.etag())
                .isEqualTo(store().head(first.key()).orElseThrow().etag());
        assertThat(first.storedAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    public void aListingBeginsAfterAnyKeyAndGoesOn() throws Exception {
        for (String name : new String[] {"1", "2", "3", "a b+é"}) {
            written(store().put(prefix + name, bytes(name), VIDEO, new Precondition.IfAbsent()));
        }
        var page = store().list(prefix, Optional.of(store().after(prefix + "1")), 2);
        assertThat(page.items()).extracting(ListedObject::key).containsExactly(prefix + "2", prefix + "3");
        assertThat(store().list(prefix, page.next(), 2).items())
                .extracting(ListedObject::key)
                .containsExactly(prefix + "a b+é");
        assertThat(store().list(prefix, Optional.of(store().after(prefix + "15")), 1)
                        .items())
                .extracting(ListedObject::key)
                .containsExactly(prefix + "2");
        assertThat(store().list(prefix, Optional.of(store().after(prefix + "a b+é")), 2))
                .isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    public void anObjectIsHashedToItsEnd() throws Exception {
        var file = file("clip.mp4", new byte[300_000]);
        var etag = written(store().put(key, file, VIDEO, new Precondition.IfAbsent()));
        assertThat(store().digest(key, 300_000)).contains(new Digest(etag, 300_000, file.sha256()));
        assertThat(store().digest(key + "4", 1)).isEmpty();
    }

    @Test
    public void aListingOfNothingIsEmpty() throws Exception {
        assertThat(store().list(prefix, Optional.empty(), 1_000)).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    public void aThousandObjectsAreDeletedAtOnceAndThoseThatAreNotThereToo() throws Exception {
        var keys =
                IntStream.range(0, 1_000).mapToObj(i -> prefix + "a b+é/" + i).toList();
        for (String one : keys.subList(0, 30)) {
            written(store().put(one, bytes("x"), VIDEO, new Precondition.IfAbsent()));
        }
        written(store().put(key, bytes("stays"), VIDEO, new Precondition.IfAbsent()));
        assertThat(store().deleteAll(keys)).isEmpty();
        assertThat(store().list(prefix, Optional.empty(), 1_000).items())
                .extracting(ListedObject::key)
                .containsExactly(key);
        assertThat(store().deleteAll(List.of())).isEmpty();
    }

    @Test
    public void moreThanAThousandAreNotDeletedAtOnce() {
        var keys = IntStream.range(0, 1_001).mapToObj(i -> prefix + i).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> store().deleteAll(keys));
    }

    @Test
    public void uploadsUnderWayAreListedByPrefixAndAbortedOnce() throws Exception {
        var one = begin(prefix + "clips/clip_split_1.mp4");
        var other = begin(prefix + "clips/clip_split_10.mp4");
        assertThat(store().uploads(prefix + "clips/clip_split_1.", Optional.empty())
                        .items())
                .extracting(OpenUpload::id)
                .containsExactly(one.id());
        store().abort(one);
        store().abort(one);
        assertThat(store().uploads(prefix, Optional.empty()).items())
                .extracting(OpenUpload::id)
                .containsExactly(other.id());
        store().abort(other);
    }
}
