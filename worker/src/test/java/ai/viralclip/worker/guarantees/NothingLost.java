package ai.viralclip.worker.guarantees;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.worker.guarantees.Published.Fate;
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
            Fate fate = answer.data() instanceof ClipReady ? Fate.READY : Fate.FAILED;
            if (event != null && event.fate() != fate) {
                broken.add(event.clip() + " is " + fate + ", and must be " + event.fate() + ": " + answer.data());
            }
        }
        return broken;
    }
}
