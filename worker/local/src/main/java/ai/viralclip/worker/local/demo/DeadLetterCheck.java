package ai.viralclip.worker.local.demo;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.DeadLetter;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.local.OutcomeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Looks whether a rejected clip's record lies where {@code clip-failed} says, and is the one that was published. */
final class DeadLetterCheck {

    private static final EventCodec CODEC = new EventCodec();

    private final OutcomeReader outcomes;

    DeadLetterCheck(OutcomeReader outcomes) {
        this.outcomes = outcomes;
    }

    Check holds(DemoClip clip, ClipFailed failed) {
        Optional<DeadLetter> place = failed.deadLetter();
        if (place.isEmpty()) {
            return check(clip, false, "clip-failed names none");
        }
        DeadLetter at = place.get();
        String where = at.topic() + ", partition " + at.partition() + ", offset " + at.offset();
        return outcomes.deadLetter(at)
                .map(letter -> check(clip, isOriginal(letter, clip), where + ": " + reason(letter)))
                .orElseGet(() -> check(clip, false, where + ": nothing there"));
    }

    private static boolean isOriginal(ConsumerRecord<String, byte[]> letter, DemoClip clip) {
        return clip.run().equals(letter.key()) && Arrays.equals(CODEC.encode(clip.event()), letter.value());
    }

    private static String reason(ConsumerRecord<String, byte[]> letter) {
        Header reason = letter.headers().lastHeader(DeadLetterHeaders.REASON);
        return reason == null ? "without a reason" : new String(reason.value(), StandardCharsets.UTF_8);
    }

    private static Check check(DemoClip clip, boolean ok, String found) {
        return new Check(clip.name(), "dead letter", ok, found);
    }
}
