package ai.viralclip.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.Gate;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.delivery.StoredClips;
import ai.viralclip.worker.intake.Settler.PurgeCheck.Decision;
import ai.viralclip.worker.process.Frozen;
import ai.viralclip.worker.purge.Moment;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.PurgeMark;
import ai.viralclip.worker.purge.Purges;
import ai.viralclip.worker.purge.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Clips and a purge of their user, at each moment at which they can meet: nothing is left in the store. */
@Timeout(60)
class GivenUpTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition(ModelClips.TOPIC, 0);

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore(InstantSource.fixed(NOON));
    private final PurgeLedger ledger = Purges.ledger(InstantSource.fixed(NOON));
    private final Purge purge = Purges.over(store, InstantSource.fixed(NOON));
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger marks = new AtomicInteger();
    private final PurgeGuard guard =
            new PurgeGuard(ledger, purge, new StoreWork(openGate(), Purges.PATIENCE), Duration.ofMillis(500));
    private final ScheduledExecutorService feed = Executors.newSingleThreadScheduledExecutor();
    private Path root;
    private Partitions owned;

    @BeforeEach
    void build() throws IOException {
        root = temp.toRealPath();
        owned = owned(InstantSource.fixed(NOON));
        Future<?> _ = feed.scheduleAtFixedRate(
                () -> ledger.heardUntil(Moment.now(InstantSource.fixed(NOON))), 0, 5, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void release() {
        feed.shutdownNow();
        goOn.countDown();
    }

    @Test
    void aFinishedClipThatIsNotSettledWhenItsPartitionGoesIsTakenBack() throws Exception {
        admit(NOON);
        awaitFinished();
        assertThat(store.keys()).containsExactly(StoredClips.VIDEO, StoredClips.DOCUMENT);
        tell(true);
        owned.giveUp(PARTITION);
        await().untilAsserted(() -> assertThat(store.keys()).isEmpty());
    }

    @Test
    void aClipThatNoPurgeReachesStaysWhereItIs() throws Exception {
        admit(NOON);
        awaitFinished();
        owned.giveUp(PARTITION);
        guard.awaitGivenUp(Duration.ofSeconds(20));
        assertThat(store.keys()).containsExactly(StoredClips.VIDEO, StoredClips.DOCUMENT);
    }

    @Test
    void aPurgeThatBeginsRightAfterTheClipWasGivenUpFindsItToo() throws Exception {
        admit(NOON);
        awaitFinished();
        owned.giveUp(PARTITION);
        guard.awaitGivenUp(Duration.ofSeconds(20));
        tell(true);
        await().untilAsserted(() -> assertThat(store.keys()).isEmpty());
    }

    @Test
    void aPutThatLandsAfterAReceiptIsTakenBack() throws Exception {
        hold(StoredClips.VIDEO);
        admit(NOON);
        reached.await();
        purgeElsewhere();
        owned.giveUp(PARTITION);
        goOn.countDown();
        guard.awaitGivenUp(Duration.ofSeconds(20));
        assertThat(store.count(Operation.PUT)).isPositive();
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void aHighlightOfAGivenUpClipBringsNoPurgedDocumentBack() throws Exception {
        hold(StoredClips.DOCUMENT);
        admit(NOON);
        reached.await();
        owned.giveUp(PARTITION);
        purgeElsewhere();
        goOn.countDown();
        await().until(() -> store.count(Operation.PUT) >= 2);
        guard.awaitGivenUp(Duration.ofSeconds(20));
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void aClipThatIsDoneAgainIsTakenBackWhenItsPartitionGoesThen() throws Exception {
        admit(NOON);
        FinishedClip once = awaitFinished();
        hold(StoredClips.DOCUMENT);
        store.delete(StoredClips.DOCUMENT);
        owned.on(PARTITION).orElseThrow().again(once);
        reached.await();
        tell(true);
        owned.giveUp(PARTITION);
        goOn.countDown();
        guard.awaitGivenUp(Duration.ofSeconds(20));
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void aPutThatIsUnderWayWhenThePurgeSweepsIsTakenBackByItsOwner() throws Exception {
        hold(StoredClips.VIDEO);
        admit(NOON);
        reached.await();
        purgeElsewhere();
        goOn.countDown();
        FinishedClip purged = awaitFinished();
        assertThat(purged.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.PURGED));
        assertThat(guard.decide(purged)).isEqualTo(Decision.PUBLISH);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void aLaterRenderingDeletedByAnotherIsStoredAgainBeforeItIsTold() throws Exception {
        // Once it is stored, its time passes as soon as the other worker has deleted.
        AtomicBoolean waits = new AtomicBoolean();
        owned = owned(() -> {
            if (waits.getAndSet(true)) {
                Frozen.until(goOn);
                return NOON.plusSeconds(60);
            }
            return NOON;
        });
        tell(false);
        admit(NOON.plusSeconds(1));
        await().until(() -> store.keys().contains(StoredClips.DOCUMENT));
        store.delete(StoredClips.VIDEO);
        goOn.countDown();
        assertThat(awaitFinished().outcome()).isInstanceOf(Outcome.Ready.class);
        assertThat(store.keys()).containsExactly(StoredClips.VIDEO, StoredClips.DOCUMENT);
    }

    private FinishedClip awaitFinished() {
        return await().until(() -> owned.on(PARTITION).flatMap(Partition::takeFinished), Optional::isPresent)
                .orElseThrow();
    }

    private Partitions owned(InstantSource clock) {
        DeliveryTask task = new DeliveryTask(
                StoredClips.into(
                        store,
                        root,
                        (uid, run, at) -> ledger.standing(uid, run).reaching(at).isPresent()),
                openGate(),
                guard,
                clock,
                event -> {});
        // Somebody was at this partition before.
        Partitions all = new Partitions(
                task,
                new IntakeProperties.WindowLimits(
                        6, DataSize.ofGigabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(64), 100));
        all.takeUp(PARTITION, new PartitionLog(Uuid.ZERO_UUID), Optional.of(CommittedOffsets.upTo(0)), () -> 10);
        return all;
    }

    private static Gate openGate() {
        Gate gate = new Gate(InstantSource.fixed(NOON), event -> {});
        gate.open();
        return gate;
    }

    private void admit(Instant renderedAt) throws IOException {
        RenderedClip clip = StoredClips.rendered(root, renderedAt);
        owned.on(PARTITION)
                .orElseThrow()
                .admit(
                        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 0, new byte[0], new byte[0]),
                        clip);
    }

    /** From its announcement to its receipt. */
    private void purgeElsewhere() throws Exception {
        tell(true);
        purge.delete(new Scope(new Uid("ana"), Optional.empty()), NOON, Purges.progress(NOON), progress -> {});
        assertThat(store.keys()).isEmpty();
        tell(false);
    }

    private void tell(boolean running) {
        ledger.add("ana", new PurgeMark(NOON, running), marks.incrementAndGet());
    }

    /** The next put under the key waits until told. */
    private void hold(String putKey) {
        store.onCall((operation, key) -> {
            if (operation == Operation.PUT && key.equals(putKey) && reached.getCount() > 0) {
                reached.countDown();
                Frozen.until(goOn);
            }
        });
    }
}
