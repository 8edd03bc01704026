package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.worker.guarantees.harness.PresignedReader;
import ai.viralclip.worker.local.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * At the moment when {@code clip-ready} becomes visible, both URLs give the announced bytes with their type and
 * metadata, and the highlight is in its run's document. A later rendering of the clip may have taken their place by
 * then.
 */
final class ReadyImpliesStored implements Guarantee, AutoCloseable {

    private static final int LOOKS_AT_ONE_TIME = 8;
    private static final int LOOKS_AT_A_CHANGE = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final PresignedReader reader;
    private final Path objects;
    private final Map<String, Published> rendered = new ConcurrentHashMap<>();
    private final Map<String, List<Published>> renderings = new ConcurrentHashMap<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final Semaphore looks = new Semaphore(LOOKS_AT_ONE_TIME);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ReadyImpliesStored(PresignedReader reader, Path objects) {
        this.reader = reader;
        this.objects = objects;
    }

    @Override
    public String name() {
        return "READY_IMPLIES_STORED";
    }

    @Override
    public void onRendered(Published event) {
        rendered.put(event.id(), event);
        renderings.merge(event.clip(), List.of(event), (before, one) -> {
            List<Published> all = new ArrayList<>(before);
            all.addAll(one);
            return all;
        });
    }

    @Override
    public void onAnswer(Answer answer) {
        if (answer.data() instanceof ClipReady ready && mayBeRead(ready)) {
            threads.execute(() -> look(ready));
        }
    }

    /** What is purged may be gone before it is looked at. */
    private boolean mayBeRead(ClipReady ready) {
        Published event = rendered.get(ready.renderedEventId());
        return event != null && event.fate() != Published.Fate.PURGED;
    }

    @Override
    public List<String> violations(Aftermath aftermath) {
        threads.close();
        return List.copyOf(broken);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void look(ClipReady ready) {
        looks.acquireUninterruptibly();
        try {
            Optional.ofNullable(rendered.get(ready.renderedEventId())).ifPresent(event -> look(ready, event));
        } finally {
            looks.release();
        }
    }

    private void look(ClipReady ready, Published event) {
        reads(ready.video(), event, one -> Optional.of(one.event().clip().video()));
        ready.thumbnail()
                .ifPresent(thumbnail ->
                        reads(thumbnail, event, one -> one.event().clip().thumbnail()));
        if (ready.thumbnail().isPresent() != event.event().clip().thumbnail().isPresent()) {
            broken.add(event.clip() + " is not honest about its thumbnail");
        }
        Optional<JsonNode> document = Aftermath.highlights(objects, event.run());
        boolean merged = document.stream()
                .flatMap(found -> StreamSupport.stream(found.path("highlights").spliterator(), false))
                .anyMatch(entry -> entry.path("id").asInt(-1) == ready.n());
        if (!merged) {
            broken.add(event.clip() + " is ready, and its highlight is not merged");
        }
    }

    /**
     * The test's store replaces an object's bytes and its metadata one after the other: a later rendering that comes
     * just now shows the one without the other for a moment, and for no longer.
     */
    private PresignedReader.Read whole(StoredMedia stored) {
        PresignedReader.Read read = reader.read(stored.url());
        for (int look = 1; look < LOOKS_AT_A_CHANGE && !read.metadataSha256().equals(read.sha256()); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            read = reader.read(stored.url());
        }
        return read;
    }

    private void reads(StoredMedia stored, Published event, Function<Published, Optional<RenderedMedia>> announced) {
        PresignedReader.Read read = whole(stored);
        boolean known = renderings.getOrDefault(event.clip(), List.of()).stream()
                .filter(one -> !one.event().time().isBefore(event.event().time()))
                .map(announced)
                .flatMap(Optional::stream)
                .anyMatch(media -> media.sha256().orElseThrow().hex().equals(read.sha256()));
        if (read.status() != 200 || !known) {
            broken.add(stored.key() + " is ready, and its URL gives " + read.status() + " and other bytes");
        } else if (!read.contentType().equals(stored.contentType())) {
            broken.add(stored.key() + " is served as " + read.contentType());
        } else if (!read.metadataSha256().equals(read.sha256())) {
            broken.add(stored.key() + " says another sha256 in its metadata than its bytes have");
        }
    }
}
