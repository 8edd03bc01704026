package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.DeadLetterHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * When an event happened: as it says, and not later than its record was written. What an event says is its sender's
 * clock, or a local time that is labelled as UTC; it must not outlive a purge that came after it, nor supersede all
 * that comes later. Of a record that was replayed, the first one counts.
 *
 * <p>The record's timestamp is its producer's as well. One that cannot be (0, -1, seconds or microseconds in place of
 * milliseconds, a time to come) bounds nothing: then it is the time at which the record is read.
 */
public final class EventTime {

    /** Clocks of producers and brokers differ by less. */
    static final Duration ALLOWANCE = Duration.ofSeconds(10);

    /** Nothing that the worker reads is older than it is. */
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private final InstantSource clock;

    public EventTime(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * When the event happened; empty where neither it nor its record says so.
     *
     * @param said {@code ce_time}, which may be left out
     */
    Optional<Instant> of(ConsumerRecord<?, ?> record, Optional<Instant> said) {
        Instant written = written(record);
        if (said.isPresent()) {
            return Optional.of(earlier(said.get(), written.plus(ALLOWANCE)));
        }
        return isTooOld(record.timestamp()) && origin(record).isEmpty() ? Optional.empty() : Optional.of(written);
    }

    /** When it was written first, at the latest. */
    Instant written(ConsumerRecord<?, ?> record) {
        Instant now = clock.instant();
        Instant last = isTooOld(record.timestamp()) || isAhead(record.timestamp(), now)
                ? now
                : Instant.ofEpochMilli(record.timestamp());
        return origin(record).map(first -> earlier(first, last)).orElse(last);
    }

    /** How old its record is; zero where its timestamp does not say so. */
    public Duration age(ConsumerRecord<?, ?> record) {
        Instant now = clock.instant();
        boolean unknown = isTooOld(record.timestamp()) || record.timestamp() > now.toEpochMilli();
        return unknown ? Duration.ZERO : Duration.between(Instant.ofEpochMilli(record.timestamp()), now);
    }

    /** The timestamp of the record, or of the one that it was replayed from, however often. */
    public static long first(ConsumerRecord<?, ?> record) {
        return origin(record)
                .map(Instant::toEpochMilli)
                .filter(first -> first < record.timestamp() || isTooOld(record.timestamp()))
                .orElse(record.timestamp());
    }

    static boolean isTooOld(long timestamp) {
        return timestamp < EARLIEST.toEpochMilli();
    }

    private static boolean isAhead(long timestamp, Instant now) {
        return timestamp > now.plus(ALLOWANCE).toEpochMilli();
    }

    private static Optional<Instant> origin(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(DeadLetterHeaders.ORIGIN_TIMESTAMP);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(new String(header.value(), UTF_8)))
                    .filter(first -> !isTooOld(first))
                    .map(Instant::ofEpochMilli);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
