package ai.viralclip.worker.telemetry;

import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.delivery.UploadLane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whose turn it is: how many clips move their bytes, want to and may, and whether one user has more than a share.
 *
 * <p>Users are counted here and never named: no tag holds one.
 */
final class PermitMetrics implements DeliveryEvent.Listener {

    private record Lane(AtomicInteger demand, AtomicInteger moving) {}

    private final Map<UploadLane, Lane> lanes = new EnumMap<>(UploadLane.class);
    private final Map<Uid, Integer> waiting = new ConcurrentHashMap<>();
    private final Map<Uid, Integer> moving = new ConcurrentHashMap<>();
    private final AtomicInteger limit;

    /** @param mostUploads the limit until the store asks for less */
    PermitMetrics(MeterRegistry registry, int mostUploads) {
        limit = new AtomicInteger(mostUploads);
        for (UploadLane lane : UploadLane.values()) {
            lanes.put(lane, register(registry, lane));
        }
        Gauge.builder("clip.uploads.waiting.users", waiting::size)
                .description("users of whom a clip waits for a permit")
                .register(registry);
        Gauge.builder("clip.uploads.largest.share", () -> largestShare(moving))
                .description("the share of the moving clips that are one user's, for the user with the most; 0 where"
                        + " none moves")
                .baseUnit("ratio")
                .register(registry);
    }

    private Lane register(MeterRegistry registry, UploadLane lane) {
        var meters = new Lane(new AtomicInteger(), new AtomicInteger());
        Gauge.builder("clip.uploads.demand", meters.demand()::get)
                .description("clips that move their bytes, or wait to; large is above 64 MiB")
                .tag("lane", lane.wireName())
                .register(registry);
        Gauge.builder("clip.uploads.moving", meters.moving()::get)
                .description("clips that move their bytes")
                .tag("lane", lane.wireName())
                .register(registry);
        Gauge.builder("clip.uploads.limit", () -> lane.limit(limit.get()))
                .description("how many clips may move their bytes: what is configured, or less where the store asks"
                        + " for less")
                .tag("lane", lane.wireName())
                .register(registry);
        return meters;
    }

    @Override
    public void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.Asked(var lane, var uid) -> {
                lane(lane).demand().incrementAndGet();
                waiting.merge(uid, 1, Integer::sum);
            }
            case DeliveryEvent.Withdrawn(var lane, var uid) -> {
                lane(lane).demand().decrementAndGet();
                oneLess(waiting, uid);
            }
            case DeliveryEvent.Granted(var lane, var uid) -> {
                lane(lane).moving().incrementAndGet();
                oneLess(waiting, uid);
                moving.merge(uid, 1, Integer::sum);
            }
            case DeliveryEvent.Released(var lane, var uid) -> {
                lane(lane).moving().decrementAndGet();
                lane(lane).demand().decrementAndGet();
                oneLess(moving, uid);
            }
            case DeliveryEvent.Limited(var clips) -> limit.set(clips);
            case DeliveryEvent.Took _ -> {}
        }
    }

    private Lane lane(UploadLane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    /** Forgets who has none left. */
    private static void oneLess(Map<Uid, Integer> counts, Uid uid) {
        counts.computeIfPresent(uid, (_, count) -> count > 1 ? count - 1 : null);
    }

    private static double largestShare(Map<Uid, Integer> moving) {
        int largest = 0;
        int all = 0;
        for (int count : moving.values()) {
            largest = Math.max(largest, count);
            all += count;
        }
        return all == 0 ? 0 : (double) largest / all;
    }
}
