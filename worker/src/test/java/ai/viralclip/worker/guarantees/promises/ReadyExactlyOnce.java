package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.worker.local.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A reader of committed records sees one answer per record of {@code clip-rendered}; records of one event get answers
 * of one id.
 */
final class ReadyExactlyOnce implements Guarantee {

    private final Map<String, Integer> records = new ConcurrentHashMap<>();
    /** Where the answers to an event lie; what a reader is given twice stands here twice. */
    private final Map<String, List<String>> answers = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> ids = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "READY_EXACTLY_ONCE";
    }

    @Override
    public void onRendered(Published event) {
        records.merge(event.id(), 1, Integer::sum);
    }

    @Override
    public void onAnswer(Answer answer) {
        answers.computeIfAbsent(answer.renderedEventId(), id -> new CopyOnWriteArrayList<>())
                .add(answer.place());
        ids.computeIfAbsent(answer.renderedEventId(), id -> ConcurrentHashMap.newKeySet())
                .add(answer.eventId());
    }

    /** Answers beyond one per record. */
    int doubled() {
        return records.entrySet().stream()
                .mapToInt(record -> Math.max(0, answersTo(record.getKey()) - record.getValue()))
                .sum();
    }

    /** Records without an answer of their own. */
    int missing() {
        return records.entrySet().stream()
                .mapToInt(record -> Math.max(0, record.getValue() - answersTo(record.getKey())))
                .sum();
    }

    private int answersTo(String id) {
        return answers.getOrDefault(id, List.of()).size();
    }

    int records() {
        return records.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public List<String> violations(Aftermath aftermath) {
        List<String> broken = new ArrayList<>();
        records.forEach((id, count) -> {
            int seen = answersTo(id);
            if (seen != count) {
                broken.add(seen + " answers to " + count + " records of " + id + ": "
                        + answers.getOrDefault(id, List.of()));
            }
        });
        ids.forEach((id, different) -> {
            if (different.size() > 1) {
                broken.add("answers to " + id + " have " + different.size() + " ids");
            }
        });
        return broken;
    }
}
