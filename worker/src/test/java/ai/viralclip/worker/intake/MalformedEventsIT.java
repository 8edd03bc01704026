package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.worker.guarantees.harness.MalformedEvent;
import ai.viralclip.worker.guarantees.harness.RawProducer;
import ai.viralclip.worker.guarantees.harness.Rig;
import ai.viralclip.worker.guarantees.harness.Stored;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that can never succeed end on the dead-letter topic, each with its reason, and stop nothing else. */
class MalformedEventsIT {

    private static final int ROUNDS = 12;

    @TempDir
    Path temp;

    @Test
    void eachMalformedEventIsDeadLetteredAndTheGoodOnesAreReady() throws Exception {
        try (Rig rig = Rig.start(temp);
                RawProducer raw = new RawProducer(rig.broker.bootstrapServers())) {
            rig.launchReady();
            List<Rendered> good = new ArrayList<>();
            Map<String, MalformedEvent> sent = new HashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (MalformedEvent event : MalformedEvent.all(rig.files, round)) {
                    sent.put(event.id(), event);
                    raw.send(event);
                }
                good.addAll(rig.publish(List.of(rig.files.render("good", "run" + round, "split", round, 9_000))));
            }
            assertThat(sent).hasSizeGreaterThanOrEqualTo(200);

            assertThat(rig.outcomes.awaitAnswersTo(Rig.ids(good), Duration.ofMinutes(2)))
                    .isTrue();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> rig.outcomes.deadLetters().size() == sent.size());
            new Stored(rig).isExactly(good);
            rig.outcomes.deadLetters().forEach(letter -> MalformedEvent.isAsSent(letter, sent));
            failedEventsAreThoseWhoseRunIsKnown(rig, sent);
        }
    }

    private static void failedEventsAreThoseWhoseRunIsKnown(Rig rig, Map<String, MalformedEvent> sent) {
        List<ClipFailed> failed = rig.outcomes.failed();
        long known = sent.values().stream().filter(MalformedEvent::isRunKnown).count();
        assertThat(failed).hasSize((int) known);
        for (ClipFailed one : failed) {
            ConsumerRecord<String, byte[]> letter =
                    rig.outcomes.deadLetter(one.deadLetter().orElseThrow()).orElseThrow();
            MalformedEvent event = Objects.requireNonNull(sent.get(MalformedEvent.header(letter, MalformedEvent.MARK)));
            assertThat(one.reason()).as(event.kind()).isEqualTo(event.reason());
        }
    }
}
