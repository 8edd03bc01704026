package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Content;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guarantee beside other writers of a run's document: two workers merge clips, and two other programs add fields
 * and entries of their own by compare-and-swap, all at the same time. Every highlight is there at the end, once, and
 * every character of the others. One round in a normal build; {@code -Dguarantees.rounds=N} for more.
 */
@Timeout(120)
class OtherWritersBesideTest {

    private static final Uid UID = new Uid("u1");
    private static final RunId RUN = new RunId("r1");
    private static final String KEY = "users/u1/r1/highlights.json";
    private static final int CLIPS = 120;
    private static final int OTHERS = 40;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<Highlights> workers = List.of(Readers.writing(store), Readers.writing(store));

    static IntStream rounds() {
        return IntStream.range(0, Integer.getInteger("guarantees.rounds", 1));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void noHighlightAndNoFieldOfOthersIsLostOrChanged(int round) throws Exception {
        List<List<String>> pieces = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                List<String> own = pieces(writer, new OtherWriters(new Random(31L * round + writer)));
                pieces.add(own);
                running.add(threads.submit(() -> insert(own)));
            }
            for (int n = 0; n < CLIPS; n++) {
                int id = n;
                // The second event of a clip is the same one again: a redelivery to the other worker.
                running.add(threads.submit(() -> merge(workers.get(id % 2), id)));
                running.add(threads.submit(() -> merge(workers.get((id + 1) % 2), id)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        String text = UTF_8.decode(get().orElseThrow().bytes().duplicate()).toString();
        for (List<String> own : pieces) {
            for (String piece : own) {
                assertThat(text.split(java.util.regex.Pattern.quote(piece), -1))
                        .as("round %d: %s", round, piece)
                        .hasSize(2);
            }
        }
        Set<Integer> ids = Set.copyOf(IntStream.range(0, CLIPS).boxed().toList());
        RunHighlights.Present read = (RunHighlights.Present) Readers.over(store).read(UID, RUN, ids);
        assertThat(read.entries().keySet()).isEqualTo(ids);
        HighlightsDocument document =
                HighlightsDocument.parse(get().orElseThrow().bytes());
        assertThat(document.size()).isEqualTo(CLIPS + OTHERS);
    }

    /** Half of them entries, half of them fields of the run; each is there no more than once. */
    private static List<String> pieces(int writer, OtherWriters others) {
        return IntStream.range(0, OTHERS)
                .mapToObj(i -> i % 2 == 0
                        ? "{\"mine\":\"%d-%d\",\"value\":%s}".formatted(writer, i, others.value(2))
                        : "\"of-%d-%d\" : %s".formatted(writer, i, others.value(2)))
                .toList();
    }

    private Boolean insert(List<String> pieces) throws StoreException {
        for (String piece : pieces) {
            boolean done = false;
            while (!done) {
                done = inserted(piece);
            }
        }
        return true;
    }

    private boolean inserted(String piece) throws StoreException {
        Optional<Content> there = get();
        String text = there.map(
                        content -> UTF_8.decode(content.bytes().duplicate()).toString())
                .orElse("{\"highlights\" : []}");
        String list = "\"highlights\" : [";
        int at = text.lastIndexOf(list) + (piece.startsWith("{") ? list.length() : 0);
        String comma = text.substring(at).startsWith("]") ? "" : ",";
        String with = text.substring(0, at) + piece + comma + text.substring(at);
        return store.put(
                        KEY,
                        new Payload.Bytes(ByteBuffer.wrap(with.getBytes(UTF_8))),
                        new ObjectAttributes("application/json", "no-store", Map.of()),
                        there.<Precondition>map(content -> new Precondition.IfMatch(content.etag()))
                                .orElseGet(Precondition.IfAbsent::new))
                instanceof PutResult.Written;
    }

    private Boolean merge(Highlights worker, int id) throws StoreException, InterruptedException {
        return new Patience(Duration.ofMillis(1), Duration.ofMillis(20), new Random(id)).with(() -> {
            try {
                worker.merge(UID, RUN, Updates.of(id, "Highlight " + id, Updates.NOON));
                return true;
            } catch (BrokenHighlights | FullHighlights | PurgedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private Optional<Content> get() throws StoreException {
        return store.get(KEY, HighlightsDocument.MOST_BYTES);
    }
}
