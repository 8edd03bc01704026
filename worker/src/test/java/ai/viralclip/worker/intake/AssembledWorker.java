package ai.viralclip.worker.intake;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.bucket.Gate;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.Patience;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.delivery.ClipDelivery;
import ai.viralclip.worker.delivery.Deliveries;
import ai.viralclip.worker.delivery.DeliveryEvent;
import ai.viralclip.worker.highlights.Highlights;
import ai.viralclip.worker.highlights.PurgedRenderings;
import ai.viralclip.worker.highlights.Readers;
import ai.viralclip.worker.kafka.ConsumerLives;
import ai.viralclip.worker.kafka.TopicWatch;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger;
import ai.viralclip.worker.purge.Purges;
import ai.viralclip.worker.requests.AssembledPurges;
import ai.viralclip.worker.tracing.Spans;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.util.unit.DataSize;

/** The whole worker but for its edges, as its configuration wires it, for tests of other rooms. */
public final class AssembledWorker {

    public static final String GROUP = "clip-storage-worker";

    private static final TopicsProperties TOPICS = new TopicsProperties(
            Topics.CLIP_RENDERED,
            Topics.CLIP_READY,
            Topics.CLIP_FAILED,
            Topics.CLIP_RENDERED_DLT,
            Topics.CLIPS_REQUESTED,
            Topics.CLIPS_LISTED,
            Topics.PURGE_REQUESTED,
            Topics.PURGE_COMPLETED,
            Topics.VERIFY_REQUESTED,
            Topics.VERIFY_COMPLETED,
            Topics.PURGES,
            true,
            2,
            (short) -1);
    private static final URI SOURCE = URI.create("/worker");
    private static final IntakeProperties.WindowLimits WINDOW = new IntakeProperties.WindowLimits(
            6, DataSize.ofGigabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(4), 100);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

    /** What it stands on. */
    public record Ground(
            InstantSource clock,
            RandomGenerator chance,
            ObjectStore store,
            MediaSource media,
            UrlSigner signer,
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers,
            DeliveryEvent.Listener events) {}

    private final Ground ground;
    private final Flaw flaw;
    private final PurgeLedger ledger;
    private final Consumption consumption;
    private final AssembledPurges purges;

    /** @param flaw what it does not do */
    public AssembledWorker(Ground ground, Flaw flaw) {
        this.ground = ground;
        this.flaw = flaw;
        InstantSource clock = ground.clock();
        Gate gate = new Gate(clock, event -> {});
        gate.open();
        ledger = Purges.ledger(clock);
        PurgedRenderings purged = (uid, runId, renderedAt) ->
                ledger.standing(uid, runId).reaching(renderedAt).isPresent();
        Highlights highlights = Readers.asWired(ground.store(), BETWEEN_WRITES, purged, clock);
        Patience patience = new Patience(Duration.ofMillis(100), Duration.ofSeconds(5), ground.chance());
        Purge purge = Purges.over(ground.store(), highlights, patience, clock);
        StoreWork work = new StoreWork(gate, patience);
        PurgeGuard guard = new PurgeGuard(ledger, purge, work, Flawed.late(flaw));
        ClipDelivery delivery = Deliveries.over(
                ground.store(),
                ground.media(),
                ground.signer(),
                highlights,
                new Deliveries.Clockwork(clock, ground.chance(), purged),
                ground.events());
        ClipTasks deliveries = new DeliveryTask(delivery, gate, guard, clock, event -> {});
        consumption = consumption(gate, Flawed.deliveries(flaw, deliveries, ledger), Flawed.purges(flaw, guard));
        purges = new AssembledPurges(
                new AssembledPurges.Ground(clock, ground.consumers(), ground.producers(), TOPICS, SOURCE, GROUP),
                ledger,
                purge,
                work,
                flaw == Flaw.STRAYS_STAY);
    }

    /** Consumes clips. */
    public void consume() {
        consumption.run();
    }

    /** Hears of purges. */
    public void follow() {
        purges.follow();
    }

    /** Does purges. */
    public void purge() {
        purges.purge();
    }

    private Consumption consumption(Gate gate, ClipTasks task, Settler.PurgeCheck asked) {
        InstantSource clock = ground.clock();
        ClipReader reader = new ClipReader(new EventCodec(), clock, Spans.none());
        Consumption.Loops loops = (consumer, topic, settlement) -> {
            Partitions owned = new Partitions(task, WINDOW);
            Assignment assignment = new Assignment(consumer, owned, reader, topic, event -> {});
            Settler settler = new Settler(owned, Flawed.transactions(flaw, settlement), asked, clock, event -> {});
            return new PollLoop(consumer, assignment, settler, gate, TOPICS.clipRendered(), event -> {});
        };
        OutcomeRecords records = new OutcomeRecords(TOPICS, SOURCE, clock);
        Consumption.Clients clients = new Consumption.Clients(
                ground.consumers()::createConsumer,
                () -> TopicWatch.start(Map.of(), TOPICS.clipRendered()),
                consumer -> new Settlement(consumer, ground.producers(), records, clock, Spans.none()));
        ConsumerLives lives = new ConsumerLives(TOPICS.clipRendered(), clock, () -> {});
        return new Consumption(clients, loops, lives, gate, clock);
    }

    /** All topics, as the brokers have them. */
    public static List<String> topics() {
        return List.of(
                Topics.CLIP_RENDERED,
                Topics.CLIP_READY,
                Topics.CLIP_FAILED,
                Topics.CLIP_RENDERED_DLT,
                Topics.PURGE_REQUESTED,
                Topics.PURGE_COMPLETED,
                Topics.PURGES);
    }
}
