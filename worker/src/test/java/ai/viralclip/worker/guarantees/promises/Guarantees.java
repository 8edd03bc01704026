package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.worker.guarantees.harness.PresignedReader;
import ai.viralclip.worker.local.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** All of them, listening to one scenario. */
public final class Guarantees implements AutoCloseable {

    private final NothingLost nothingLost = new NothingLost();
    private final ReadyExactlyOnce exactlyOnce = new ReadyExactlyOnce();
    private final ReadyImpliesStored stored;
    private final List<Guarantee> all;
    private final Map<String, Published> rendered = new ConcurrentHashMap<>();
    private volatile Duration worstDelay = Duration.ZERO;

    public Guarantees(PresignedReader reader, Path objects) {
        stored = new ReadyImpliesStored(reader, objects);
        all = List.of(
                nothingLost,
                exactlyOnce,
                stored,
                new ClipOrder(),
                new HighlightsComplete(),
                new NoSecretInLogs(),
                new LedgerBalances(),
                new PurgeFinal(),
                new NothingWaitsForEver());
    }

    public void onRendered(Published event) {
        rendered.put(event.id(), event);
        all.forEach(one -> one.onRendered(event));
    }

    public void onAnswer(Answer answer) {
        Published event = rendered.get(answer.renderedEventId());
        if (event != null && answer.data() instanceof ClipReady) {
            Duration delay = Duration.between(event.event().time().toInstant(), answer.seenAt());
            worstDelay = delay.compareTo(worstDelay) > 0 ? delay : worstDelay;
        }
        all.forEach(one -> one.onAnswer(answer));
    }

    public void onPurged(PurgeCompleted receipt) {
        all.forEach(one -> one.onPurged(receipt));
    }

    public void onUnanswered(String request) {
        all.forEach(one -> one.onUnanswered(request));
    }

    public boolean isAnswered(Predicate<Published> which) {
        return nothingLost.unanswered().stream().noneMatch(id -> which.test(rendered.get(id)));
    }

    public boolean isEverythingAnswered() {
        return exactlyOnce.missing() == 0;
    }

    /** What broke each of them, by name; no list is empty. */
    public Map<String, List<String>> violations(Aftermath aftermath) {
        Map<String, List<String>> broken = new LinkedHashMap<>();
        for (Guarantee one : all) {
            List<String> violations = one.violations(aftermath);
            if (!violations.isEmpty()) {
                broken.put(one.name(), violations);
            }
        }
        return broken;
    }

    public int clips() {
        return exactlyOnce.records();
    }

    public int lost() {
        return exactlyOnce.missing();
    }

    public int doubled() {
        return exactlyOnce.doubled();
    }

    /** From rendered to visible. */
    public Duration worstDelay() {
        return worstDelay;
    }

    @Override
    public void close() {
        stored.close();
    }
}
