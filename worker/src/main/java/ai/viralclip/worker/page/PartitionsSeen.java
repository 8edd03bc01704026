package ai.viralclip.worker.page;

import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.intake.IntakeEvent.WindowSize;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The partitions of {@code clip-rendered} that are this worker's, as the poll thread told last. Thread-safe. */
final class PartitionsSeen {

    private static final WindowSize UNSEEN = new WindowSize(0, 0, false);

    private Set<Integer> assigned = Set.of();
    private Set<Integer> parked = Set.of();
    private Set<Integer> hanging = Set.of();
    private Map<Integer, Long> unread = Map.of();
    private Map<Integer, WindowSize> windows = Map.of();

    /**
     * One of them.
     *
     * @param committed all below this offset is settled
     * @param inFlight records above it that are not
     * @param unread records that were not read yet
     * @param paused whether none of those is read at present: the window is full, or the worker halted
     * @param parked whether they cannot be read
     * @param hangs whether they lie behind a transaction that does not end
     */
    record Seen(
            int partition, long committed, int inFlight, long unread, boolean paused, boolean parked, boolean hangs) {}

    synchronized void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Assigned(var partitions) -> assigned = partitions;
            case IntakeEvent.Parked(var partitions) -> parked = partitions;
            case IntakeEvent.OpenTransactions(var _, var partitions) -> hanging = partitions;
            case IntakeEvent.Turned(var offsets) -> unread = offsets;
            case IntakeEvent.WindowsLookedAt(var sizes) -> windows = sizes;
            default -> {}
        }
    }

    /** @param inFlight by partition, of this moment */
    synchronized List<Seen> seen(Map<Integer, Integer> inFlight) {
        return new TreeSet<>(assigned)
                .stream()
                        .map(partition -> {
                            WindowSize window = windows.getOrDefault(partition, UNSEEN);
                            return new Seen(
                                    partition,
                                    window.settledUpTo(),
                                    inFlight.getOrDefault(partition, 0),
                                    unread.getOrDefault(partition, 0L),
                                    window.isPaused(),
                                    parked.contains(partition),
                                    hanging.contains(partition));
                        })
                        .toList();
    }
}
