package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.PurgeCompleted;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Once a purge is answered, nothing that was rendered before it is in the bucket, nor becomes ready, ever after. */
final class PurgeFinal implements Guarantee {

    private final Map<String, Published> rendered = new ConcurrentHashMap<>();
    private final Queue<PurgeCompleted> receipts = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "PURGE_FINAL";
    }

    @Override
    public void onRendered(Published event) {
        rendered.put(event.id(), event);
    }

    @Override
    public void onPurged(PurgeCompleted receipt) {
        receipts.add(receipt);
    }

    @Override
    public void onAnswer(Answer answer) {
        Published event = rendered.get(answer.renderedEventId());
        if (event != null && answer.data() instanceof ClipReady && isPurged(event)) {
            broken.add(event.clip() + " is ready after it was purged");
        }
    }

    @Override
    public List<String> violations(Aftermath aftermath) {
        List<String> all = new ArrayList<>(broken);
        receipts.stream()
                .map(receipt -> receipt.uid().value())
                .distinct()
                .forEach(uid -> objects(aftermath.objects(), uid)
                        .forEach(key -> leftover(aftermath.objects(), key).ifPresent(all::add)));
        return all;
    }

    /** What is wrong with an object of a purged user's that is there. */
    private Optional<String> leftover(Path bucket, String key) {
        if (key.endsWith("highlights.json")) {
            String run = key.substring(0, key.length() - "highlights.json".length());
            List<Integer> purged = ids(Aftermath.highlights(bucket, run).orElseThrow()).stream()
                    .filter(id -> rendered.values().stream()
                            .filter(event -> event.run().equals(run)
                                    && event.event().clip().n() == id)
                            .allMatch(this::isPurged))
                    .toList();
            return purged.isEmpty() ? Optional.empty() : Optional.of(key + " lists purged " + purged);
        }
        String clip = key.substring(0, key.lastIndexOf('.'));
        boolean isWanted = rendered.values().stream()
                .filter(event -> event.clip().equals(clip))
                .anyMatch(event -> !isPurged(event));
        return isWanted ? Optional.empty() : Optional.of(key + " is there after it was purged");
    }

    private boolean isPurged(Published event) {
        Instant at = event.event().time().toInstant();
        return receipts.stream()
                .filter(receipt -> receipt.uid().equals(event.event().clip().uid()))
                .filter(receipt -> receipt.runId()
                        .map(event.event().clip().runId()::equals)
                        .orElse(true))
                .anyMatch(receipt -> !at.isAfter(receipt.purgedAt()));
    }

    private static List<Integer> ids(JsonNode document) {
        return StreamSupport.stream(document.path("highlights").spliterator(), false)
                .map(entry -> entry.path("id").asInt(-1))
                .toList();
    }

    private static Iterable<String> objects(Path bucket, String uid) {
        try {
            return Stored.objects(bucket, "users/" + uid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
