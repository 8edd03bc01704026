package ai.viralclip.worker.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.EventData;
import ai.viralclip.contracts.Finding;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.contracts.Uid;
import ai.viralclip.contracts.VerifyCompleted;
import ai.viralclip.contracts.VerifyRequested;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectKeys.Run;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.StoredObject;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.highlights.Readers;
import ai.viralclip.worker.kafka.TopicPages.Found;
import ai.viralclip.worker.kafka.TopicPages.Place;
import ai.viralclip.worker.kafka.TopicPages.Stretch;
import ai.viralclip.worker.kafka.TopicPages.UnreadTopic;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A bucket, its documents, and what was announced of it; healthy until a test plants something. */
final class VerifiedBucket {

    static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    static final Instant RENDERED = NOON.minus(Duration.ofHours(2));
    static final Duration SETTLED = Duration.ofMinutes(5);

    /** When what is stored now is stored. */
    Instant stored = NOON.minus(Duration.ofHours(1));

    final InMemoryObjectStore store = new InMemoryObjectStore(() -> stored);
    final List<Found<ClipReady>> answers = new ArrayList<>();
    final List<Found<ClipRendered>> letters = new ArrayList<>();
    final Map<Run, Standing> purges = new HashMap<>();
    boolean unreadable;
    PageReport.Bounds bounds = PageReport.Bounds.USUAL;
    private final Map<Run, TreeMap<Integer, Instant>> documents = new HashMap<>();

    /** One clip as a worker leaves it: files, entry and announcement. */
    StoredClips clip(String uid, String run, String style, int n, boolean thumbnail) throws StoreException {
        StoredClips clip = new StoredClips(uid, run, style, n, RENDERED.plusSeconds(n), thumbnail);
        clip.store(this);
        entry(clip.run(), n, clip.renderedAt());
        answers.add(clip.announced(answers.size(), stored.plusSeconds(1)));
        return clip;
    }

    /** The entry is as of the latest rendering. */
    void entry(Run run, int n, Instant renderedAt) throws StoreException {
        documents
                .computeIfAbsent(run, any -> new TreeMap<>())
                .merge(n, renderedAt, (one, other) -> one.isAfter(other) ? one : other);
        writeDocument(run);
    }

    void setEntry(Run run, int n, Instant renderedAt) throws StoreException {
        documents.computeIfAbsent(run, any -> new TreeMap<>()).put(n, renderedAt);
        writeDocument(run);
    }

    void removeEntry(Run run, int n) throws StoreException {
        documents.getOrDefault(run, new TreeMap<>()).remove(n);
        writeDocument(run);
    }

    private void writeDocument(Run run) throws StoreException {
        String entries = documents.getOrDefault(run, new TreeMap<>()).entrySet().stream()
                .map(one -> "{\"id\":%d,\"rendered_at\":\"%s\"}".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(","));
        put(document(run), "{\"highlights\":[" + entries + "]}", "application/json", Map.of());
    }

    static String document(Run run) {
        return "users/" + run.uid() + "/" + run.runId() + "/highlights.json";
    }

    void put(String key, String bytes, String type, Map<String, String> metadata) throws StoreException {
        store.overwrite(key, ByteBuffer.wrap(bytes.getBytes(UTF_8)), new ObjectAttributes(type, "private", metadata));
    }

    /** As a worker stores a file. */
    void file(String key, String bytes, String type, Instant renderedAt) throws StoreException {
        ByteBuffer content = ByteBuffer.wrap(bytes.getBytes(UTF_8));
        put(key, bytes, type, ClipMetadata.of(InMemoryObjectStore.sha256(content), renderedAt, "event"));
    }

    /** What was announced, had the video been what is there now. */
    Found<ClipReady> announcedAsThere(StoredClips clip) throws StoreException {
        Found<ClipReady> was = clip.announced(0, stored.plusSeconds(1));
        ClipReady ready = was.data();
        StoredObject there = store.head(clip.video()).orElseThrow();
        StoredMedia video = new StoredMedia(
                clip.video(),
                there.contentType(),
                there.sizeBytes(),
                there.etag(),
                ClipMetadata.sha256(there).orElseThrow(),
                ready.video().url(),
                ready.video().urlExpiresAt());
        return new Found<>(
                was.where(),
                was.time(),
                new ClipReady(
                        ready.uid(),
                        ready.runId(),
                        ready.style(),
                        ready.n(),
                        ready.title(),
                        ready.description(),
                        video,
                        ready.thumbnail(),
                        ready.highlightsKey(),
                        ready.renderedEventId()));
    }

    List<Finding> findings() throws Exception {
        return findings(Optional.empty(), Optional.empty(), false);
    }

    List<Finding> deepFindings() throws Exception {
        return findings(Optional.empty(), Optional.empty(), true);
    }

    List<Finding> findings(Optional<String> uid, Optional<String> run, boolean deep) throws Exception {
        return all(new VerifyRequested(uid.map(Uid::new), run.map(RunId::new), Optional.of(deep), Optional.empty()))
                .stream()
                .flatMap(page -> page.findings().stream())
                .toList();
    }

    /** Page by page, each by another verification: nothing is kept but the cursor. */
    List<VerifyCompleted> all(VerifyRequested first) throws Exception {
        List<VerifyCompleted> pages = new ArrayList<>();
        Optional<String> cursor = first.cursor();
        do {
            VerifyRequested request = new VerifyRequested(first.uid(), first.runId(), first.deep(), cursor);
            pages.add(over(store).page(request, "request"));
            cursor = pages.getLast().nextCursor();
        } while (cursor.isPresent());
        return pages;
    }

    Verification over(ObjectStore objects) {
        Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
        Settled settled = new Settled(run -> Optional.of(purges.getOrDefault(run, Standing.NONE)), SETTLED, () -> NOON);
        return VerificationConfiguration.over(
                new VerificationConfiguration.Bucket(objects, Readers.over(objects), patience),
                settled,
                new VerificationConfiguration.Topics(
                        "clip-ready",
                        place -> stretch(answers, place),
                        "clip-rendered-dlt",
                        place -> stretch(letters, place)),
                bounds);
    }

    /** Two at a time. */
    private <E extends EventData> Stretch<E> stretch(List<Found<E>> all, Place from) throws UnreadTopic {
        if (unreadable) {
            throw new UnreadTopic(new IllegalStateException("not authorized"));
        }
        int begin = (int) Math.min(from.offset(), all.size());
        int end = Math.min(begin + 2, all.size());
        return new Stretch<>(
                all.subList(begin, end), end < all.size() ? Optional.of(new Place(0, end)) : Optional.empty());
    }
}
