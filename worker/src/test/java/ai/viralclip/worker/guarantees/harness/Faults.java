package ai.viralclip.worker.guarantees.harness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/** Ways in which stores are known to misbehave, R2 above all, as rules for {@link FaultyStore}. */
public final class Faults {

    public static final StoreFault NONE = new StoreFault.None();
    public static final StoreFault SAME_OBJECT = new StoreFault.Refuse(
            503, "ServiceUnavailable", "Reduce your concurrent request rate for the same object.");
    public static final StoreFault DENIED =
            new StoreFault.Refuse(403, "SignatureDoesNotMatch", "The request signature does not match.");

    /** What R2 and Cloudflare's edge before it answer when they are in trouble. */
    public static final List<StoreFault> SERVER_ERRORS = List.of(
            new StoreFault.Refuse(500, "InternalError", "We encountered an internal error. Please try again."),
            new StoreFault.Refuse(503, "ServiceUnavailable", "Please try again."),
            new StoreFault.Refuse(429, "TooManyRequests", "Slow down."),
            new StoreFault.Refuse(520, "", "Web server is returning an unknown error"));

    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

    private Faults() {}

    public static Function<StoreCall, StoreFault> always(StoreFault fault) {
        return call -> fault;
    }

    /** One of the faults, for so many of a hundred requests of a kind. */
    public static Function<StoreCall, StoreFault> sometimes(
            Random random, int percent, Predicate<StoreCall> which, List<StoreFault> faults) {
        return call -> {
            synchronized (random) {
                return which.test(call) && random.nextInt(100) < percent
                        ? faults.get(random.nextInt(faults.size()))
                        : NONE;
            }
        };
    }

    /** R2's limit: one write a second for each key; what comes sooner is refused, by 429 or by a 503. */
    public static Function<StoreCall, StoreFault> oneWriteASecond(InstantSource clock) {
        Map<String, Instant> last = new HashMap<>();
        return call -> {
            if (!call.isWrite()) {
                return NONE;
            }
            synchronized (last) {
                Instant now = clock.instant();
                Instant before = last.getOrDefault(call.key(), Instant.MIN);
                if (before.plus(BETWEEN_WRITES).isAfter(now)) {
                    return now.toEpochMilli() % 2 == 0 ? SAME_OBJECT : SERVER_ERRORS.get(2);
                }
                last.put(call.key(), now);
                return NONE;
            }
        };
    }
}
