package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.worker.bucket.ObjectStore.ListedObject;
import ai.viralclip.worker.bucket.ObjectStore.Page;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store lists is not believed without a look. */
@Timeout(10)
final class ListingTest {

    private static final String PREFIX = "users/u1/";

    private final List<String> seen = new ArrayList<>();

    @Test
    void aPageMayBeEmptyAndStillNotBeTheLast() throws Exception {
        list(page("a"), page("b", "users/u1/1"), page("c"), page(null, "users/u1/2"));
        assertThat(seen).containsExactly("users/u1/1", "users/u1/2");
    }

    @Test
    void aTokenThatComesAgainEndsTheListingAndNamesIt() {
        assertUnbelieved("in a circle", page("a", "users/u1/1"), page("a", "users/u1/1"));
    }

    @Test
    void aCircleOfTokensDoesToo() {
        assertUnbelieved(
                "in a circle",
                page("x"),
                page("a"),
                page("b"),
                page("c"),
                page("a"),
                page("b"),
                page("c"),
                page("a"),
                page("b"));
    }

    @Test
    void aKeyThatWasNotAskedForEndsTheListingBeforeItsPageIsUsed() {
        assertUnbelieved("users/u10/1", page(null, "users/u1/1", "users/u10/1"));
        assertThat(seen).isEmpty();
    }

    private void assertUnbelieved(String what, Answer... answers) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> list(answers))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Unavailable.class))
                .withMessageContaining("the store's listing of " + PREFIX)
                .withMessageContaining(what);
    }

    private record Answer(Optional<String> next, List<String> keys) {}

    private static Answer page(@org.jspecify.annotations.Nullable String next, String... keys) {
        return new Answer(Optional.ofNullable(next), List.of(keys));
    }

    private void list(Answer... answers) throws Exception {
        Deque<Answer> left = new ArrayDeque<>(List.of(answers));
        Listing.ofObjects(PREFIX, from -> page(left.remove()))
                .each(items -> items.forEach(item -> seen.add(item.key())));
    }

    private static Page<ListedObject> page(Answer answer) {
        return new Page<>(
                Stream.of(answer.keys())
                        .flatMap(List::stream)
                        .map(key -> new ListedObject(key, 1, "e", Instant.EPOCH))
                        .toList(),
                answer.next());
    }
}
