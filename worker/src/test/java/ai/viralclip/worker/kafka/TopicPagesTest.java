package ai.viralclip.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.contracts.ClipsRequested;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.kafka.TopicPages.Place;
import ai.viralclip.worker.kafka.TopicPages.Stretch;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class TopicPagesTest {

    private static final String TOPIC = "clips-requested";
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void eachPartitionIsReadToItsEndAndThenTheNext() throws Exception {
        TopicPages pages = pages(2, 7, 10);

        Stretch<ClipsRequested> first = pages.read(TOPIC, ClipsRequested.class, Place.START);
        Stretch<ClipsRequested> last =
                pages.read(TOPIC, ClipsRequested.class, first.next().orElseThrow());

        // What is no event is passed over: the record at offset 8.
        assertThat(first.found()).extracting(TopicPages.Found::where).containsExactly(TOPIC + "-0@7", TOPIC + "-0@9");
        assertThat(first.found().getFirst().time()).isEqualTo(NOON);
        assertThat(first.next()).contains(new Place(1, 0));
        assertThat(last.found()).extracting(TopicPages.Found::where).containsExactly(TOPIC + "-1@7", TOPIC + "-1@9");
        assertThat(last.next()).isEmpty();
    }

    @Test
    void itGoesOnInTheMiddleAndPartitionsThatAreNotThereAreTheEnd() throws Exception {
        TopicPages pages = pages(1, 7, 10);

        assertThat(pages.read(TOPIC, ClipsRequested.class, new Place(0, 9)).found())
                .hasSize(1);
        assertThat(pages.read(TOPIC, ClipsRequested.class, new Place(0, 10)).next())
                .isEmpty();
        assertThat(pages.read(TOPIC, ClipsRequested.class, new Place(5, 0)).next())
                .isEmpty();
    }

    @Test
    void aTopicThatMayNotBeReadSaysSo() {
        TopicPages pages = new TopicPages(
                () -> {
                    throw new TopicAuthorizationException("clip-ready");
                },
                reader());
        assertThatExceptionOfType(TopicPages.UnreadTopic.class)
                .isThrownBy(() -> pages.read(TOPIC, ClipsRequested.class, Place.START))
                .withMessageContaining("TopicAuthorizationException");
    }

    private static TopicPages pages(int partitions, long begin, long end) {
        return new TopicPages(
                () -> {
                    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
                    Node[] nobody = new Node[0];
                    List<PartitionInfo> infos = new ArrayList<>();
                    for (int i = 0; i < partitions; i++) {
                        infos.add(new PartitionInfo(TOPIC, i, Node.noNode(), nobody, nobody));
                        TopicPartition partition = new TopicPartition(TOPIC, i);
                        consumer.updateBeginningOffsets(Map.of(partition, begin));
                        consumer.updateEndOffsets(Map.of(partition, end));
                    }
                    consumer.updatePartitions(TOPIC, infos);
                    consumer.schedulePollTask(() -> consumer.assignment().forEach(partition -> {
                        for (long offset = consumer.position(partition); offset < end; offset++) {
                            consumer.addRecord(record(partition, offset));
                        }
                    }));
                    return consumer;
                },
                reader());
    }

    private static EventReader reader() {
        return new EventReader(new EventCodec(), () -> NOON);
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        ClipsRequested data = new ClipsRequested(
                new Uid("u1"), new RunId("r1"), Optional.empty(), Optional.empty(), Optional.empty());
        ProducerRecord<byte[], byte[]> sent = KafkaMessageFactory.<byte[]>createWriter(TOPIC, null, new byte[0])
                .writeBinary(CloudEvents.of(
                        data, "id-" + offset, URI.create("/test"), NOON.atOffset(ZoneOffset.UTC), "users/u1/r1"));
        return new ConsumerRecord<>(
                TOPIC,
                partition.partition(),
                offset,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                offset == 8 ? "{".getBytes(UTF_8) : sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
