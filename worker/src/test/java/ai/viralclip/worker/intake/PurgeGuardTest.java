package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.Gate;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.intake.Settler.PurgeCheck.Decision;
import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeLedger.Standing;
import ai.viralclip.worker.purge.PurgeMark;
import ai.viralclip.worker.purge.PurgeTimes;
import ai.viralclip.worker.purge.Purges;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a purge has to say about a clip that came to its end. */
final class PurgeGuardTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition(ModelClips.TOPIC, 0);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final PurgeLedger ledger = Purges.ledger(now::get);
    private final PurgeGuard guard = new PurgeGuard(
            ledger,
            Purges.over(new InMemoryObjectStore(), now::get),
            new StoreWork(new Gate(now::get, event -> {}), Purges.PATIENCE));

    @Test
    void whatNoPurgeConcernsIsToldWhileItIsKnownThatNoneDoes() {
        FinishedClip ready = finished(ModelClips.READY, standing());
        assertThat(guard.decide(ready)).isEqualTo(Decision.WAIT);
        ledger.heardUntil(Moment.now(() -> NOON));
        assertThat(guard.decide(ready)).isEqualTo(Decision.PUBLISH);
        ledger.add("u1", new PurgeMark(NOON, true), 1);
        assertThat(guard.decide(ready)).isEqualTo(Decision.PUBLISH);
        now.set(NOON.plus(PurgeTimes.FRESH));
        assertThat(guard.decide(ready)).isEqualTo(Decision.WAIT);
    }

    @Test
    void whateverItsEndIsAClipThatAPurgeOvertookIsDoneAgain() {
        Standing before = standing();
        ledger.heardUntil(Moment.now(() -> NOON));
        ledger.add("u/r", new PurgeMark(NOON, true), 1);
        assertThat(guard.decide(finished(ModelClips.READY, before))).isEqualTo(Decision.RETRY);
        assertThat(guard.decide(finished(ModelClips.REJECTED, before))).isEqualTo(Decision.RETRY);
        Standing during = standing();
        ledger.add("u/r", new PurgeMark(NOON, false), 2);
        assertThat(guard.decide(finished(ModelClips.READY, during))).isEqualTo(Decision.RETRY);
        assertThat(guard.decide(finished(ModelClips.READY, standing()))).isEqualTo(Decision.PUBLISH);
    }

    @Test
    void whatWasTakenBackAlreadyIsToldWhateverPurgesSay() {
        Outcome.Final purged = new Outcome.Rejected(Reason.PURGED, "it was");
        Standing before = standing();
        ledger.add("u", new PurgeMark(NOON, true), 1);
        assertThat(guard.decide(finished(purged, before))).isEqualTo(Decision.PUBLISH);
    }

    private Standing standing() {
        return ledger.standing(new Uid("u"), new RunId("r"));
    }

    private static FinishedClip finished(Outcome.Final outcome, Standing from) {
        return FinishedClip.now(
                new ConsumerRecord<>(ModelClips.TOPIC, 0, 7, new byte[0], new byte[0]),
                ModelClips.of(PARTITION, 7, Optional.of(3)),
                outcome,
                1,
                from);
    }
}
