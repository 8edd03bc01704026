package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.worker.guarantees.harness.RenderedFiles;
import ai.viralclip.worker.local.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Events of one clip take effect in the order in which they were rendered, and the last one stays. */
final class ClipOrder implements Guarantee {

    private final Map<String, List<Published>> rendered = new ConcurrentHashMap<>();
    private final Map<String, String> clips = new ConcurrentHashMap<>();
    private final Map<String, List<String>> answered = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "CLIP_ORDER";
    }

    @Override
    public synchronized void onRendered(Published event) {
        rendered.computeIfAbsent(event.clip(), clip -> new ArrayList<>()).add(event);
        clips.put(event.id(), event.clip());
    }

    @Override
    public synchronized void onAnswer(Answer answer) {
        answered.computeIfAbsent(clipOf(answer), clip -> new ArrayList<>()).add(answer.renderedEventId());
    }

    private String clipOf(Answer answer) {
        return clips.getOrDefault(answer.renderedEventId(), "unknown");
    }

    @Override
    public synchronized List<String> violations(Aftermath aftermath) {
        List<String> broken = new ArrayList<>();
        rendered.forEach((clip, events) -> {
            List<String> order = events.stream().map(Published::id).toList();
            List<String> seen = answered.getOrDefault(clip, List.of());
            if (seen.size() == order.size() && !seen.equals(order)) {
                broken.add(clip + " was answered in another order than it was rendered in");
            }
            events.stream()
                    .filter(event -> event.fate() == Published.Fate.READY)
                    .reduce((earlier, later) -> later)
                    .filter(last -> !holds(aftermath.objects().resolve(clip + ".mp4"), last))
                    .ifPresent(last -> broken.add(clip + " does not hold its last rendering, " + last.id()));
        });
        return broken;
    }

    private static boolean holds(Path object, Published event) {
        try {
            return Files.exists(object)
                    && Files.size(object)
                            == event.event().clip().video().sizeBytes().orElse(-1L)
                    && RenderedFiles.sha256(object)
                            .equals(event.event().clip().video().sha256().orElseThrow());
        } catch (IOException e) {
            return false;
        }
    }
}
