package ai.viralclip.worker.guarantees.promises;

import ai.viralclip.contracts.ClipEvent;
import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.Reason;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.local.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Each rendered event ends, and as it must: what can be stored is ready, what cannot has failed. */
final class NothingLost implements Guarantee {

    private final Map<String, Published> rendered = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "NOTHING_LOST";
    }

    @Override
    public void onRendered(Published event) {
        rendered.put(event.id(), event);
    }

    @Override
    public void onAnswer(Answer answer) {
        answered.add(answer.renderedEventId());
        answers.add(answer);
    }

    List<String> unanswered() {
        return rendered.keySet().stream().filter(id -> !answered.contains(id)).toList();
    }

    @Override
    public List<String> violations(Aftermath aftermath) {
        List<String> broken = new ArrayList<>();
        unanswered().forEach(id -> broken.add("no answer to " + id));
        for (Answer answer : answers) {
            Published event = rendered.get(answer.renderedEventId());
            if (event != null && !isFated(event.fate(), answer.data())) {
                broken.add(event.clip() + " must be " + event.fate() + ": " + answer.data());
            }
        }
        return broken;
    }

    private static boolean isFated(Fate fate, ClipEvent answer) {
        return switch (fate) {
            case READY -> answer instanceof ClipReady;
            case FAILED -> answer instanceof ClipFailed;
            case PURGED ->
                answer instanceof ClipReady
                        || (answer instanceof ClipFailed failed && failed.reason() == Reason.PURGED);
        };
    }
}
