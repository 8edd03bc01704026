package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.worker.guarantees.harness.Metrics;
import java.util.ArrayList;
import java.util.List;

/** What a worker says of itself adds up: received = ready + failed + dropped + in flight, and nothing is in flight. */
final class LedgerBalances implements Guarantee {

    @Override
    public String name() {
        return "LEDGER_BALANCES";
    }

    @Override
    public List<String> violations(Aftermath aftermath) {
        List<String> broken = new ArrayList<>();
        for (Metrics ledger : aftermath.ledgers()) {
            double received = ledger.get("clip_records_received_total");
            double inFlight = ledger.get("clip_in_flight");
            double ended = ledger.get("clip_ready_total") + ledger.get("clip_failed_total");
            double dropped = ledger.get("clip_dropped_total");
            if (received != ended + dropped + inFlight || inFlight != 0) {
                broken.add("received %.0f, ended %.0f, dropped %.0f, in flight %.0f"
                        .formatted(received, ended, dropped, inFlight));
            }
        }
        return broken;
    }
}
