package ai.viralclip.worker.intake;

import java.util.Set;
import java.util.function.Supplier;

/** Which partitions of {@code clip-rendered} are this worker's, for whoever looks at them beside the poll thread. */
final class AssignedPartitions implements IntakeEvent.Listener, Supplier<Set<Integer>> {

    private volatile Set<Integer> now = Set.of();

    @Override
    public Set<Integer> get() {
        return now;
    }

    @Override
    public void on(IntakeEvent event) {
        if (event instanceof IntakeEvent.Assigned(var partitions)) {
            now = partitions;
        }
    }
}
