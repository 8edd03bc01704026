package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.worker.guarantees.harness.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Once faults end, every request is answered, no worker has anything in flight, and no group is behind its topic. */
final class NothingWaitsForEver implements Guarantee {

    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "NOTHING_WAITS_FOR_EVER";
    }

    @Override
    public void onUnanswered(String request) {
        unanswered.add(request);
    }

    @Override
    public List<String> violations(Aftermath aftermath) {
        List<String> broken = new ArrayList<>();
        unanswered.forEach(request -> broken.add(request + " is not answered"));
        aftermath.behind().forEach((partition, records) -> broken.add(partition + " is behind by " + records));
        for (Metrics ledger : aftermath.ledgers()) {
            if (ledger.get("clip_in_flight") != 0) {
                broken.add("%.0f clips in flight".formatted(ledger.get("clip_in_flight")));
            }
        }
        return broken;
    }
}
