package ai.viralclip.worker.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What must hold at the end of a run. */
final class Verdict {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CLIP = Pattern.compile("\"rendered_event_id\":\"([^\"]+)\"");
    private static final Pattern REASON = Pattern.compile("\"reason\":\"([^\"]+)\"");
    private static final Pattern REQUEST = Pattern.compile("\"request_event_id\":\"([^\"]+)\"");

    /**
     * What a clip was answered.
     *
     * @param reason empty where it is ready
     * @param order of its transaction among all
     */
    private record Answer(Optional<String> reason, long order) {}

    private final World world;

    Verdict(World world) {
        this.world = world;
    }

    /** Nothing is left to be answered, and no purge at work. */
    boolean isAllDone() {
        Set<String> there = new HashSet<>(world.events.clips.keySet());
        there.removeAll(world.events.lost);
        return answers().keySet().containsAll(there) && receipts().keySet().containsAll(world.events.purges.keySet());
    }

    void check() {
        List<String> broken = new ArrayList<>();
        Map<String, List<Answer>> answers = answers();
        Map<String, Txn> receipts = receipts();
        for (Events.Announced clip : world.events.clips.values()) {
            List<Answer> own = answers.getOrDefault(clip.id(), List.of());
            if (own.isEmpty() && world.events.lost.contains(clip.id())) {
                continue;
            }
            if (own.size() != 1) {
                broken.add((own.isEmpty() ? "NOTHING_WAITS: " : "ONE_ANSWER: ") + clip.id() + " has " + own.size()
                        + " answers");
            } else {
                answered(clip, own.getFirst(), receipts, broken);
            }
        }
        world.events.purges.keySet().stream()
                .filter(purge -> !receipts.containsKey(purge))
                .forEach(purge -> broken.add("NOTHING_WAITS: " + purge + " has no receipt"));
        nothingPurgedIsThere(receipts, broken);
        world.lives.stream()
                .filter(life -> life.permits() != 0)
                .forEach(life -> broken.add("PERMITS: " + life.host.name + " holds " + life.permits()));
        if (world.isOnlyShuffled() && !world.cluster.broker.isNoPurgeBrokenOff()) {
            broken.add("BROKEN_OFF: a rebalance broke a purge off");
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }

    private void answered(Events.Announced clip, Answer answer, Map<String, Txn> receipts, List<String> broken) {
        boolean purged = world.events.purges.values().stream().anyMatch(purge -> reaches(purge, clip));
        for (Events.Asked purge : world.events.purges.values()) {
            Txn receipt = receipts.get(purge.id());
            if (receipt != null
                    && !world.events.unknown.contains(purge.id())
                    && answer.reason().isEmpty()
                    && answer.order() > receipt.order
                    && reaches(purge, clip)) {
                broken.add("PURGE_FINAL: " + clip.id() + " is ready after the receipt of " + purge.id());
            }
        }
        if (clip.odd() && answer.reason().isEmpty()) {
            broken.add("WRONG_ANSWER: " + clip.id() + " is ready");
        }
        if (!purged && answer.reason().isEmpty()) {
            isComplete(clip, broken);
        }
        answer.reason()
                .filter(reason -> !isRight(reason, clip, purged))
                .ifPresent(reason -> broken.add("WRONG_ANSWER: " + clip.id() + " failed as " + reason));
    }

    private static boolean isRight(String reason, Events.Announced clip, boolean purged) {
        return switch (reason) {
            case "superseded" -> !clip.odd();
            case "purged" -> purged;
            case "source_not_allowed" -> clip.odd();
            default -> false;
        };
    }

    private static boolean reaches(Events.Asked purge, Events.Announced clip) {
        return clip.key().startsWith(purge.prefix()) && !clip.renderedAt().isAfter(purge.until());
    }

    private void isComplete(Events.Announced clip, List<String> broken) {
        ModelStore.Stored object = world.cluster.objects.get(clip.key());
        boolean isThere = object != null && !renderedAt(object).isBefore(clip.renderedAt());
        if (!isThere && !world.cluster.mistaken.contains(clip.key())) {
            broken.add("READY_IMPLIES_STORED: " + clip.id() + " is ready, and not there");
        }
        ModelStore.Stored document = world.cluster.objects.get("users/u" + clip.user() + "/r/highlights.json");
        boolean listed = false;
        for (JsonNode entry : entries(document)) {
            listed |= entry.path("id").asInt() == clip.n()
                    && !Instant.parse(entry.path("rendered_at").asString()).isBefore(clip.renderedAt());
        }
        if (!listed) {
            broken.add("HIGHLIGHTS_COMPLETE: " + clip.id() + " is ready, and not in highlights.json");
        }
    }

    private static List<JsonNode> entries(ModelStore.@Nullable Stored document) {
        return document == null
                ? List.of()
                : List.copyOf(json(document).path("highlights").values());
    }

    private static JsonNode json(ModelStore.Stored document) {
        byte[] bytes = new byte[document.bytes().remaining()];
        document.bytes().duplicate().get(bytes);
        return JSON.readTree(bytes);
    }

    private void nothingPurgedIsThere(Map<String, Txn> receipts, List<String> broken) {
        for (Events.Asked purge : world.events.purges.values()) {
            if (receipts.containsKey(purge.id()) && !world.events.unknown.contains(purge.id())) {
                world.cluster.objects.forEach((key, object) -> {
                    if (key.startsWith(purge.prefix())
                            && holds(key, object, purge.until())
                            && !isNobodysToTakeBack(object, receipts.get(purge.id()))) {
                        broken.add("PURGE_FINAL: " + key + " is there after the receipt of " + purge.id());
                    }
                });
            }
        }
    }

    /** It came after the receipt, from a process that was killed before it could take it back (decision 0022). */
    private static boolean isNobodysToTakeBack(ModelStore.Stored object, @Nullable Txn receipt) {
        return object.by().isDead()
                && receipt != null
                && !object.at().isBefore(Host.BEGINNING.plusMillis(receipt.decidedAt));
    }

    private static boolean holds(String key, ModelStore.Stored object, Instant until) {
        if (!key.endsWith(".json")) {
            return !renderedAt(object).isAfter(until);
        }
        return entries(object).stream()
                .anyMatch(entry ->
                        !Instant.parse(entry.path("rendered_at").asString()).isAfter(until));
    }

    private static Instant renderedAt(ModelStore.Stored object) {
        return Instant.parse(object.attributes().metadata().getOrDefault("rendered-at", ""));
    }

    private Map<String, List<Answer>> answers() {
        Map<String, List<Answer>> answers = new HashMap<>();
        committed(Topics.CLIP_READY, (value, txn) -> add(answers, value, new Answer(Optional.empty(), txn.order)));
        committed(Topics.CLIP_FAILED, (value, txn) -> add(answers, value, new Answer(found(REASON, value), txn.order)));
        return answers;
    }

    private static void add(Map<String, List<Answer>> answers, String value, Answer answer) {
        answers.computeIfAbsent(found(CLIP, value).orElse("?"), id -> new ArrayList<>())
                .add(answer);
    }

    private Map<String, Txn> receipts() {
        Map<String, Txn> receipts = new HashMap<>();
        committed(
                Topics.PURGE_COMPLETED,
                (value, txn) -> receipts.merge(found(REQUEST, value).orElse("?"), txn, (one, other) -> {
                    throw new AssertionError("ONE_ANSWER: a purge has two receipts");
                }));
        return receipts;
    }

    private void committed(String topic, BiConsumer<String, Txn> each) {
        for (ModelLog log : world.cluster.broker.logs(topic)) {
            for (ModelLog.Entry entry : log.entries()) {
                if (entry.isCommitted()) {
                    entry.record()
                            .ifPresent(record -> each.accept(
                                    new String(record.value(), UTF_8),
                                    entry.by().orElseThrow()));
                }
            }
        }
    }

    private static Optional<String> found(Pattern pattern, String value) {
        Matcher matcher = pattern.matcher(value);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
