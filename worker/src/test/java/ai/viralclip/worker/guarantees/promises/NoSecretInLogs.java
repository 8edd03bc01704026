package ai.viralclip.worker.guarantees.promises;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.worker.local.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Keys, secrets and signatures are in no log, metric, health answer, dead letter's header or error text. */
final class NoSecretInLogs implements Guarantee {

    private final Queue<ClipFailed> failed = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "NO_SECRET_IN_LOGS";
    }

    @Override
    public void onAnswer(Answer answer) {
        if (answer.data() instanceof ClipFailed one) {
            failed.add(one);
        }
    }

    @Override
    public List<String> violations(Aftermath aftermath) {
        List<String> broken = new ArrayList<>();
        aftermath.told().forEach(told -> scan(told.where(), told.text(), aftermath, broken));
        failed.forEach(one -> scan("clip-failed " + one.renderedEventId(), one.detail(), aftermath, broken));
        for (ConsumerRecord<String, byte[]> letter : aftermath.deadLetters()) {
            for (Header header : letter.headers()) {
                String value = header.value() == null ? "" : new String(header.value(), UTF_8);
                scan("dead letter's header " + header.key(), value, aftermath, broken);
            }
        }
        return broken;
    }

    private static void scan(String where, String text, Aftermath aftermath, List<String> broken) {
        aftermath.secrets().stream()
                .filter(text::contains)
                .forEach(secret -> broken.add(where + " tells a secret that begins with " + secret.substring(0, 5)));
    }
}
