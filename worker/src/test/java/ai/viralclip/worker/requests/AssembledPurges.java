package ai.viralclip.worker.requests;

import ai.viralclip.contracts.EventCodec;
import ai.viralclip.worker.bucket.StoreWork;
import ai.viralclip.worker.kafka.ConsumerLives;
import ai.viralclip.worker.kafka.EventReader;
import ai.viralclip.worker.kafka.TopicsProperties;
import ai.viralclip.worker.purge.Purge;
import ai.viralclip.worker.purge.PurgeLedger;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** What a worker hears of purges and does for them, as its configuration wires it, for tests of other rooms. */
public final class AssembledPurges {

    /** What it stands on. */
    public record Ground(
            InstantSource clock,
            ConsumerFactory<byte[], byte[]> consumers,
            ProducerFactory<byte[], byte[]> producers,
            TopicsProperties topics,
            URI source,
            String group) {}

    private final PurgeFeed feed;
    private final RequestIntake intake;

    /** @param straysStay whether marks that nobody is at work for stay as they are: a flaw */
    public AssembledPurges(Ground ground, PurgeLedger ledger, Purge purge, StoreWork work, boolean straysStay) {
        InstantSource clock = ground.clock();
        TopicsProperties topics = ground.topics();
        feed = new PurgeFeed(ground.consumers(), Map.of(), topics.purges(), ledger, clock);
        ReplyRecords replies = new ReplyRecords(Set.of(topics.purgeCompleted()), ground.source(), clock);
        RequestReader reader =
                new RequestReader(new EventReader(new EventCodec(), clock), replies, topics.purgeCompleted());
        ReadyBarrier barrier = new ReadyBarrier(new KafkaAdmin(Map.of()), topics.clipReady());
        PurgeTask.Tools tools =
                new PurgeTask.Tools(purge, ledger, barrier, work, clock, new MarkRecords(topics.purges(), clock));
        RequestHandler sound = new PurgeRequests(reader, tools);
        intake = new RequestIntake(
                new RequestIntake.Kind(RequestKind.PURGES, topics.purgeRequested(), ground.group() + "-purges"),
                ground.consumers(),
                ground.producers(),
                straysStay ? new Uncorrected(sound) : sound,
                new RequestEvents(RequestKind.PURGES, clock, event -> {}),
                new ConsumerLives(topics.purgeRequested(), clock, () -> {}));
    }

    /** Hears of purges. */
    public void follow() {
        feed.run();
    }

    /** Does purges. */
    public void purge() {
        intake.run();
    }

    private record Uncorrected(RequestHandler sound) implements RequestHandler {

        @Override
        public RequestTask take(ConsumerRecord<byte[], byte[]> record, Optional<String> progress) {
            return sound.take(record, progress);
        }

        @Override
        public int atOnce() {
            return sound.atOnce();
        }
    }
}
