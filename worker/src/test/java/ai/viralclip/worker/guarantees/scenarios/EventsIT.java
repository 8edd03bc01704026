package ai.viralclip.worker.guarantees.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.ClipFailed;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.worker.guarantees.harness.MalformedEvent;
import ai.viralclip.worker.guarantees.harness.RawProducer;
import ai.viralclip.worker.guarantees.harness.Rounds;
import ai.viralclip.worker.guarantees.promises.Published;
import ai.viralclip.worker.guarantees.promises.Published.Fate;
import ai.viralclip.worker.guarantees.scenarios.Verdict.Scenario;
import ai.viralclip.worker.local.OutcomeReader;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers that say things twice, anew, wrongly, or under the wrong key. */
@Tag("scenario")
class EventsIT {

    private static final int RENDERINGS = 3;

    @TempDir
    Path temp;

    @Test
    void allHoldsForEventsDeliveredThriceAndClipsRenderedAgain() throws Exception {
        Random random = Rounds.random("again");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.addReady();
            Clips clips = new Clips(arena.files, random, 20);
            int faults = 0;
            for (int round = 0; round < Rounds.count(); round++) {
                List<ClipRendered> first = clips.next(20);
                List<Rendered> events = arena.publish(first);
                arena.publishAgain(events, Fate.READY);
                arena.publishAgain(events, Fate.READY);
                arena.awaitAllAnswered();
                first.forEach(clip -> assertThat(arena.store.traffic().putBytes(Published.videoKey(clip)))
                        .as("the bytes of " + Published.videoKey(clip) + " are sent once")
                        .isEqualTo(clip.video().sizeBytes().orElseThrow()));
                // Behind each other's heels: who does not keep their order gets it wrong.
                for (int rendering = 0; rendering < RENDERINGS; rendering++) {
                    arena.publish(first.stream().map(clip -> again(arena, clip)).toList());
                }
                arena.awaitAllAnswered();
                faults += (2 + RENDERINGS) * first.size();
            }
            arena.conclude(
                    new Scenario(
                            8,
                            "each event delivered three times; each clip rendered three times more, with other bytes"),
                    faults);
        }
    }

    @Test
    void everyGuaranteeHoldsInAStormOfPoison() throws Exception {
        Random random = Rounds.random("poison");
        try (Arena arena = Arena.open(temp);
                RawProducer raw = new RawProducer(arena.brokers.innerServers())) {
            arena.crew.addReady();
            Clips clips = new Clips(arena.files, random, 20);
            Map<String, MalformedEvent> sent = new HashMap<>();
            for (int round = 0; round < Rounds.count(); round++) {
                for (MalformedEvent event : MalformedEvent.all(arena.files, round)) {
                    sent.put(event.id(), event);
                    raw.send(event);
                    arena.publish(clips.next(9));
                }
            }
            arena.awaitAllAnswered();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> arena.outcomes.deadLetters().size() >= sent.size());
            assertThat(arena.outcomes.deadLetters()).hasSize(sent.size());
            arena.outcomes.deadLetters().forEach(letter -> MalformedEvent.isAsSent(letter, sent));
            failedAreThoseWhoseRunIsKnown(arena.outcomes, sent);
            arena.conclude(
                    new Scenario(10, "one record in ten malformed, in %d ways".formatted(sent.size() / Rounds.count())),
                    sent.size());
        }
    }

    @Test
    void allHoldsWhereOneRunIsSpreadOverPartitionsAndTwoWorkers() throws Exception {
        Random random = Rounds.random("keys");
        try (Arena arena = Arena.open(temp)) {
            arena.crew.add();
            arena.crew.addReady();
            int wrong = 0;
            for (int round = 0; round < Rounds.count(); round++) {
                List<ClipRendered> run = new ArrayList<>();
                for (int n = 0; n < 60; n++) {
                    run.add(arena.files.render("ana", "spread" + round, "split", n, 2_000 + random.nextInt(9_000)));
                }
                arena.publishWrongly(run, event -> "key" + random.nextInt(1_000));
                wrong += run.size();
                arena.awaitAllAnswered();
            }
            arena.conclude(new Scenario(12, "two workers, one run's events on different partitions"), wrong);
        }
    }

    /** Nobody can be told of the others; each says where its dead letter lies, and why. */
    private static void failedAreThoseWhoseRunIsKnown(OutcomeReader outcomes, Map<String, MalformedEvent> sent) {
        long known = sent.values().stream().filter(MalformedEvent::isRunKnown).count();
        await().until(() -> outcomes.failed().size() >= known);
        assertThat(outcomes.failed()).hasSize((int) known);
        for (ClipFailed one : outcomes.failed()) {
            ConsumerRecord<String, byte[]> letter =
                    outcomes.deadLetter(one.deadLetter().orElseThrow()).orElseThrow();
            MalformedEvent event = Objects.requireNonNull(sent.get(MalformedEvent.header(letter, MalformedEvent.MARK)));
            assertThat(one.reason()).as(event.kind()).isEqualTo(event.reason());
        }
    }

    private static ClipRendered again(Arena arena, ClipRendered clip) {
        return arena.files.render(
                clip.uid().value(), clip.runId().value(), clip.style().value(), clip.n(), 3_000);
    }
}
