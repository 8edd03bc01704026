package ai.viralclip.worker.page;

import ai.viralclip.contracts.KnownIds;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.ObjectKeys;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.telemetry.RecordClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The clips that are in flight, each with how much of its files was sent. Thread-safe. */
final class InFlightClips {

    private record Clip(IntakeEvent.Origin origin, KnownIds ids, Instant written, List<String> keys) {}

    private record Put(long sizeBytes, LongSupplier sentBytes, boolean isUnderWay) {

        Put ended() {
            long last = sentBytes.getAsLong();
            return new Put(sizeBytes, () -> last, false);
        }
    }

    /** What a clip does at present. */
    enum State {
        /** For its turn, its media, or a store that answers. */
        WAITING,
        /** Bytes move. */
        SENDING,
        /** Its files are sent: it waits for {@code highlights.json}, or for its answer to be committed. */
        SENT
    }

    /**
     * One of them, for whoever looks.
     *
     * @param totalBytes of its files, as far as they were begun
     */
    record Seen(IntakeEvent.Origin origin, KnownIds ids, Duration age, State state, long sentBytes, long totalBytes) {}

    private final RecordClock clock;
    private final Map<Integer, TreeMap<Long, Clip>> clips = new HashMap<>();
    private final Map<String, Put> puts = new HashMap<>();
    private final Map<String, Integer> wanted = new HashMap<>();

    InFlightClips(RecordClock clock) {
        this.clock = clock;
    }

    synchronized void admitted(IntakeEvent.Origin origin, KnownIds ids) {
        Clip clip = new Clip(origin, ids, clock.written(origin.timestamp()), keys(ids));
        clips.computeIfAbsent(origin.partition(), _ -> new TreeMap<>()).put(origin.offset(), clip);
        clip.keys().forEach(key -> wanted.merge(key, 1, Integer::sum));
    }

    synchronized void ended(IntakeEvent.Origin origin) {
        TreeMap<Long, Clip> partition = clips.get(origin.partition());
        Clip clip = partition == null ? null : partition.remove(origin.offset());
        if (clip != null) {
            forget(clip);
        }
    }

    synchronized void dropped(int partition) {
        TreeMap<Long, Clip> left = clips.remove(partition);
        if (left != null) {
            left.values().forEach(this::forget);
        }
    }

    synchronized void on(BucketEvent event) {
        switch (event) {
            case BucketEvent.PutBegan(var key, var size, var sent) -> {
                if (wanted.containsKey(key)) {
                    puts.put(key, new Put(size, sent, true));
                }
            }
            case BucketEvent.PutEnded(var key) -> puts.computeIfPresent(key, (_, put) -> put.ended());
            default -> {}
        }
    }

    synchronized int count() {
        return clips.values().stream().mapToInt(Map::size).sum();
    }

    /** By partition, of those that have any. */
    synchronized Map<Integer, Integer> counts() {
        Map<Integer, Integer> counts = new TreeMap<>();
        clips.forEach((number, partition) -> counts.put(number, partition.size()));
        return counts;
    }

    /** Zero where none is in flight. */
    synchronized Duration oldestAge() {
        return all().map(Clip::written)
                .min(Comparator.naturalOrder())
                .map(clock::since)
                .orElse(Duration.ZERO);
    }

    /** Those that move bytes first, then the oldest. */
    synchronized List<Seen> seen(int most) {
        List<Seen> seen = new ArrayList<>();
        Set<String> told = new HashSet<>();
        all().forEach(clip -> seen.add(seen(clip, told)));
        Comparator<Seen> moving = Comparator.comparing(one -> one.state() != State.SENDING);
        return seen.stream()
                .sorted(moving.thenComparing(Seen::age, Comparator.reverseOrder()))
                .limit(most)
                .toList();
    }

    /** @param told keys of clips before it: events of one clip go one after the other, and this one waits */
    private Seen seen(Clip clip, Set<String> told) {
        List<Put> its = clip.keys().stream()
                .filter(told::add)
                .flatMap(key -> Optional.ofNullable(puts.get(key)).stream())
                .toList();
        State state =
                its.isEmpty() ? State.WAITING : its.stream().anyMatch(Put::isUnderWay) ? State.SENDING : State.SENT;
        return new Seen(
                clip.origin(),
                clip.ids(),
                clock.since(clip.written()),
                state,
                its.stream().mapToLong(put -> put.sentBytes().getAsLong()).sum(),
                its.stream().mapToLong(Put::sizeBytes).sum());
    }

    private Stream<Clip> all() {
        return clips.values().stream().flatMap(partition -> partition.values().stream());
    }

    private void forget(Clip clip) {
        for (String key : clip.keys()) {
            puts.remove(key);
            wanted.computeIfPresent(key, (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    private static List<String> keys(KnownIds ids) {
        if (ids.uid().isEmpty()
                || ids.runId().isEmpty()
                || ids.style().isEmpty()
                || ids.n().isEmpty()) {
            return List.of();
        }
        return List.of(
                ObjectKeys.video(
                        ids.uid().get(),
                        ids.runId().get(),
                        ids.style().get(),
                        ids.n().get()),
                ObjectKeys.thumbnail(
                        ids.uid().get(),
                        ids.runId().get(),
                        ids.style().get(),
                        ids.n().get()));
    }
}
