package ai.viralclip.worker.page;

import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.delivery.UploadLane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many clips move their bytes, and want to. Thread-safe. */
final class PermitsInUse {

    private final Map<UploadLane, Integer> demand = new EnumMap<>(UploadLane.class);
    private final Map<UploadLane, Integer> moving = new EnumMap<>(UploadLane.class);
    private int limit;

    /** @param most the limit until the store asks for less */
    PermitsInUse(int most) {
        limit = most;
    }

    /**
     * Of the clips of one size.
     *
     * @param lane {@code small} or {@code large}
     * @param waiting for a permit
     */
    record Lane(String lane, int moving, int waiting, int limit) {}

    synchronized void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.Asked(var lane, var _) -> demand.merge(lane, 1, Integer::sum);
            case DeliveryEvent.Withdrawn(var lane, var _) -> demand.merge(lane, -1, Integer::sum);
            case DeliveryEvent.Granted(var lane, var _) -> moving.merge(lane, 1, Integer::sum);
            case DeliveryEvent.Released(var lane, var _) -> {
                moving.merge(lane, -1, Integer::sum);
                demand.merge(lane, -1, Integer::sum);
            }
            case DeliveryEvent.Limited(var clips) -> limit = clips;
            case DeliveryEvent.Took _ -> {}
        }
    }

    synchronized List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        for (UploadLane lane : UploadLane.values()) {
            int moves = moving.getOrDefault(lane, 0);
            lanes.add(new Lane(lane.wireName(), moves, demand.getOrDefault(lane, 0) - moves, lane.limit(limit)));
        }
        return lanes;
    }
}
