package ai.viralclip.worker.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One life of a consumer of requests, turn by turn, on Kafka's own stand-ins for its clients. */
class RequestLoopTest {

    private static final String REQUESTS = "requests";
    private static final TopicPartition PARTITION = new TopicPartition(REQUESTS, 0);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int TURNS = 20;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducers factory = new MockProducers();
    private final List<MockProducer<byte[], byte[]>> producers = factory.made;
    private final List<RequestEvent> told = new ArrayList<>();
    private final HeldRequests handler = new HeldRequests();
    private RequestLoop loop;

    @BeforeEach
    void begin() {
        for (String topic : List.of(REQUESTS, HeldRequests.REPLIES, HeldRequests.MARKS)) {
            Node broker = new Node(0, "broker", 9092);
            Node[] brokers = {broker};
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, broker, brokers, brokers)));
        }
        InstantSource noon = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));
        loop = new RequestLoop(
                consumer,
                new RequestTransactions(consumer, factory, "purges"),
                handler,
                new RequestEvents(RequestKind.PURGES, noon, told::add));
        loop.subscribe(REQUESTS);
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void aRequestIsAnnouncedWithItsOwnOffsetBeforeItsWorkBegins() {
        ask(0);
        loop.turn();

        assertThat(written()).containsExactly("running 0");
        assertThat(offsets()).containsExactly(new OffsetAndMetadata(0, "not begun"));
        turnUntil(() -> handler.begun.get() == 1);
    }

    @Test
    void aReplyWhatIsToldWithItAndTheOffsetAreOneTransaction() {
        ask(0);
        turnUntil(() -> handler.begun.get() == 1);
        handler.mayEnd.countDown();
        turnUntil(() -> offsets().contains(new OffsetAndMetadata(1)));

        assertThat(written()).containsExactly("running 0", "done 0", "ended 0");
        assertThat(told).contains(new RequestEvent.Purged(false, 7, 70));
    }

    @Test
    void whileRequestsAreAtWorkNothingIsReadAndThenAll() {
        ask(0);
        turnUntil(() -> handler.begun.get() == 1);
        assertThat(consumer.paused()).containsExactly(PARTITION);
        ask(1);
        loop.turn();
        assertThat(handler.taken).hasSize(1);

        handler.mayEnd.countDown();
        turnUntil(() -> handler.taken.size() == 2);
    }

    @Test
    void aRequestThatIsDoneWaitsForThoseThatWereReadWithIt() {
        handler.endsAtOnce = 0;
        ask(0);
        ask(1);
        turnUntil(() -> handler.begun.get() == 2);
        turnOften();
        assertThat(written()).containsExactly("running 0", "running 1");

        handler.mayEnd.countDown();
        turnUntil(() -> offsets().contains(new OffsetAndMetadata(2)));
        assertThat(written()).endsWith("done 0", "ended 0", "done 1", "ended 1");
    }

    @Test
    void howFarARequestIsIsCommittedBesideItsOffset() {
        ask(0);
        turnUntil(() -> handler.begun.get() == 1);
        handler.progress = "halfway";
        turnUntil(() -> offsets().contains(new OffsetAndMetadata(0, "halfway")));

        int commits = offsets().size();
        loop.turn();
        loop.turn();
        assertThat(offsets()).as("what is kept is not kept again").hasSize(commits);
    }

    @Test
    void theFirstOfAnotherOwnersRequestsBeginsWhereThatStopped() {
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(0, "halfway")));
        ask(0);
        ask(1);
        turnUntil(() -> handler.taken.size() == 2);

        assertThat(handler.taken).containsExactly(Optional.of("halfway"), Optional.empty());
    }

    @Test
    void whatAnotherRequestLeftBehindIsNotThisOnes() {
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(0, "halfway")));
        ask(1);
        turnUntil(() -> handler.taken.size() == 1);

        assertThat(handler.taken).containsExactly(Optional.empty());
    }

    @Test
    void aTransactionThatFailsIsMadeAgainByAnotherProducer() {
        ask(0);
        turnUntil(() -> handler.begun.get() == 1);
        producers.getLast().commitTransactionException = new KafkaException("away");
        handler.mayEnd.countDown();
        turnUntil(() -> offsets().contains(new OffsetAndMetadata(1)));

        assertThat(producers).hasSize(2);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(handler.begun).as("what was done is not done again").hasValue(1);
        assertThat(told.stream().filter(RequestEvent.Purged.class::isInstance)).hasSize(1);
    }

    @Test
    void betweenTransactionsThatFailThereIsAPause() {
        ask(0);
        turnUntil(() -> handler.begun.get() == 1);
        factory.commitFails = true;
        producers.getLast().commitTransactionException = new KafkaException("away");
        handler.mayEnd.countDown();
        turnUntil(() -> producers.getFirst().closed());
        turnOften();

        assertThat(producers).hasSizeLessThan(TURNS / 2);
    }

    @Test
    void whatWasCommittedThoughItsEndWasNotHeardOfIsNotToldAgain() {
        ask(0);
        turnUntil(() -> handler.begun.get() == 1);
        producers.getLast().commitTransactionException = new KafkaException("no answer");
        handler.mayEnd.countDown();
        turnUntil(() -> producers.getFirst().closed());
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(1)));
        turnUntil(() -> told.contains(new RequestEvent.Purged(false, 7, 70)));

        assertThat(written()).doesNotContain("done 0");
    }

    @Test
    void aPartitionThatGoesTakesItsWorkWithIt() {
        ask(0);
        turnUntil(() -> handler.begun.get() == 1);
        // The real one forgets at once what was paused.
        consumer.resume(consumer.paused());
        consumer.rebalance(List.of());
        turnUntil(() -> handler.brokenOff.get() == 1);
        loop.turn();

        assertThat(written()).containsExactly("running 0");
        assertThat(offsets()).containsExactly(new OffsetAndMetadata(0, "not begun"));

        consumer.rebalance(List.of(PARTITION));
        ask(1);
        turnUntil(() -> handler.taken.size() == 2);
    }

    private void turnOften() {
        for (int i = 0; i < TURNS; i++) {
            loop.turn();
        }
    }

    private void ask(long offset) {
        consumer.addRecord(new ConsumerRecord<>(REQUESTS, 0, offset, new byte[0], new byte[0]));
    }

    private void turnUntil(Callable<Boolean> so) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> {
            loop.turn();
            return so.call();
        });
    }

    /** Of committed transactions. */
    private List<String> written() {
        return producers.stream()
                .flatMap(producer -> producer.history().stream())
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private List<OffsetAndMetadata> offsets() {
        return producers.stream()
                .flatMap(producer -> producer.consumerGroupOffsetsHistory().stream())
                .flatMap(groups -> groups.values().stream())
                .flatMap(offsets -> offsets.values().stream())
                .toList();
    }
}
