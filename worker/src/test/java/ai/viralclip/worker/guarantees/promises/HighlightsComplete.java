package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.contracts.Highlight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Every run's document has one entry per ready clip, ordered by id, each as it was rendered last. */
final class HighlightsComplete implements Guarantee {

    /** By run, and by the highlight's id: the last one that was rendered. */
    private final Map<String, TreeMap<Integer, Published>> wanted = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "HIGHLIGHTS_COMPLETE";
    }

    @Override
    public synchronized void onRendered(Published event) {
        if (event.fate() == Published.Fate.READY) {
            wanted.computeIfAbsent(event.run(), run -> new TreeMap<>())
                    .put(event.event().clip().n(), event);
        }
    }

    @Override
    public synchronized List<String> violations(Aftermath aftermath) {
        List<String> broken = new ArrayList<>();
        wanted.forEach((run, events) -> {
            Optional<JsonNode> document = Aftermath.highlights(aftermath.objects(), run);
            document.ifPresentOrElse(
                    found -> compare(run, List.copyOf(events.values()), found, broken),
                    () -> broken.add(run + " has no highlights.json"));
        });
        return broken;
    }

    private static void compare(String run, List<Published> events, JsonNode document, List<String> broken) {
        // What has no id is another writer's.
        List<JsonNode> entries = StreamSupport.stream(
                        document.path("highlights").spliterator(), false)
                .filter(entry -> entry.has("id"))
                .toList();
        List<Integer> ids =
                entries.stream().map(entry -> entry.path("id").asInt(-1)).toList();
        List<Integer> wantedIds =
                events.stream().map(event -> event.event().clip().n()).toList();
        if (!ids.equals(wantedIds)) {
            broken.add(run + " lists " + ids + ", and must list " + wantedIds);
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            Highlight rendered = events.get(i).event().clip().highlight();
            if (!entries.get(i).path("title").asString("").equals(rendered.title())) {
                broken.add(run + " holds an older entry of highlight " + rendered.id());
            }
        }
    }
}
