package ai.viralclip.worker.guarantees.harness;

import ai.viralclip.worker.local.LocalStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A program of somebody else, which writes fields and entries of its own into the {@code highlights.json} of runs, by
 * compare-and-swap, at a steady pace until it is closed.
 */
public final class OtherWriter implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(60);
    private static final String LIST = "\"highlights\" : [";

    /** What a reader that makes numbers and maps of it would change. */
    private static final List<String> VALUES = List.of(
            "0.12345678901234567890123456789",
            "12345678901234567890123456789",
            "1e400",
            "-1E+400",
            "1.10",
            "{\"a\":1,\"a\":2,\"\\u0061\":3}",
            "[1e400,{\"b\":-0.0,\"b\":\"\\ud83d\\ude00\"}]");

    private final String name;
    private final SignedRequests store;
    private final Random random;
    private final List<String> keys;
    private final Map<String, List<String>> written = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean ends = new AtomicBoolean();
    private final FutureTask<Integer> work = new FutureTask<>(this::write);

    /** @param keys of the documents that it writes to, in no order */
    public OtherWriter(String name, LocalStore store, List<String> keys, Random random) throws IOException {
        this.name = name;
        this.store = new SignedRequests(store);
        this.keys = List.copyOf(keys);
        this.random = random;
        Thread.ofVirtual().name(name).start(work);
    }

    /** What it wrote, each once and told so, by key. */
    public Map<String, List<String>> written() {
        return Map.copyOf(written);
    }

    public int count() {
        return count.get();
    }

    /** What was begun is written on return. */
    @Override
    public void close() {
        ends.set(true);
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + " could not write", e);
        } finally {
            store.close();
        }
    }

    private Integer write() throws IOException, InterruptedException {
        while (!ends.get()) {
            String key = keys.get(random.nextInt(keys.size()));
            Piece piece = piece(count.getAndIncrement());
            while (!isWritten(key, piece)) {
                LockSupport.parkNanos(PACE.toNanos());
            }
            written.computeIfAbsent(key, one -> new ArrayList<>()).add(piece.text());
            LockSupport.parkNanos(PACE.toNanos());
        }
        return count.get();
    }

    /**
     * What it adds.
     *
     * @param text a field, its name and its value
     */
    private record Piece(Place place, String text) {

        private enum Place {
            OF_THE_RUN,
            OF_THE_FIRST_ENTRY,
            AN_ENTRY
        }

        String into(String document) {
            int list = document.lastIndexOf(LIST);
            int first = list + LIST.length();
            boolean isEmpty = document.startsWith("]", first);
            return switch (place) {
                case OF_THE_RUN -> inserted(document, list, text + ",");
                case AN_ENTRY -> inserted(document, first, "{" + text + (isEmpty ? "}" : "},"));
                case OF_THE_FIRST_ENTRY ->
                    isEmpty
                            ? inserted(document, first, "{" + text + "}")
                            : inserted(document, document.indexOf('{', first) + 1, text + ",");
            };
        }

        private static String inserted(String document, int at, String text) {
            return document.substring(0, at) + text + document.substring(at);
        }
    }

    private Piece piece(int number) {
        Piece.Place place = Piece.Place.values()[number % Piece.Place.values().length];
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String field = "\"%s-%d\" : %s".formatted(name, number, value);
        return new Piece(place, field);
    }

    /** False where somebody else was quicker. */
    private boolean isWritten(String key, Piece piece) throws IOException, InterruptedException {
        HttpResponse<String> there = store.get(key);
        return switch (there.statusCode()) {
            case 200 ->
                store.put(
                        key,
                        piece.into(there.body()),
                        "If-Match",
                        there.headers().firstValue("etag").orElseThrow());
            case 404 -> store.put(key, piece.into("{" + LIST + "]}"), "If-None-Match", "*");
            default -> throw new IOException("the store answers " + there.statusCode() + " to a read of " + key);
        };
    }
}
