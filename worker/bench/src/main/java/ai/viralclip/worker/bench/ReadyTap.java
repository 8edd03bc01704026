package ai.viralclip.worker.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Counts what a {@code read_committed} reader of the answers sees, and when it saw it. */
final class ReadyTap implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);
    private static final long LOOK_EVERY_MILLIS = 2;
    private static final long QUIET_MILLIS = 1_000;
    private static final Pattern EVENT = Pattern.compile("\"rendered_event_id\"\\s*:\\s*\"([^\"]+)\"");

    private final KafkaConsumer<String, byte[]> consumer;
    private final AtomicLong ready = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closed;

    ReadyTap(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "fetch.max.wait.ms",
                        5,
                        "allow.auto.create.topics",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(Topics.CLIP_READY, Topics.CLIP_FAILED).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        Thread.ofPlatform().daemon().name("ready-tap").start(this::run);
    }

    long ready() {
        return ready.get();
    }

    /** How many there are once no more have come for a while. */
    long settled() throws InterruptedException {
        long last = -1;
        while (last != ready.get()) {
            last = ready.get();
            Thread.sleep(QUIET_MILLIS);
        }
        return last;
    }

    /** How many answers there are to this event, {@code clip-ready} and {@code clip-failed} together. */
    int answersTo(String eventId) {
        return answers.getOrDefault(eventId, 0);
    }

    /** When the first {@code clip-ready} of this event was seen, by {@link System#nanoTime}. */
    OptionalLong seenAt(String eventId) {
        Long seen = seenAt.get(eventId);
        return seen == null ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    /** Waits for the answer to this event, and tells when it was seen, by {@link System#nanoTime}. */
    long awaitSeen(String eventId, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Long seen = seenAt.get(eventId);
        while (seen == null) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no answer to " + eventId + " after " + limit);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
            seen = seenAt.get(eventId);
        }
        return seen;
    }

    /** Waits until so many answers were seen since the tap was opened. */
    void awaitReady(long count, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (ready.get() < count) {
            requireNoneFailed();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(ready.get() + " of " + count + " clips after " + limit);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    void requireNoneFailed() {
        if (failed.get() > 0) {
            throw new IllegalStateException("a clip failed: look at the worker's log");
        }
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                consumer.poll(POLL).forEach(this::see);
            }
        } finally {
            ended.countDown();
        }
    }

    private void see(ConsumerRecord<String, byte[]> record) {
        boolean isReady = record.topic().equals(Topics.CLIP_READY);
        Matcher event = EVENT.matcher(new String(record.value(), UTF_8));
        if (event.find()) {
            answers.merge(event.group(1), 1, Integer::sum);
            if (isReady) {
                seenAt.putIfAbsent(event.group(1), System.nanoTime());
            }
        }
        (isReady ? ready : failed).incrementAndGet();
    }

    @Override
    public void close() {
        closed = true;
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
