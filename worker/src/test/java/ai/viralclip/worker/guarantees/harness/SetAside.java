package ai.viralclip.worker.guarantees.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.CloudEvents;
import ai.viralclip.contracts.DeadLetterHeaders;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.local.RenderedClips;
import ai.viralclip.worker.local.RenderedClips.Rendered;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Dead letters as a worker leaves them, of clips whose media is whole by now; their events were answered by nobody. */
public final class SetAside implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final int partitions;
    private int number;

    public SetAside(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "max.in.flight.requests.per.connection",
                        1),
                new StringSerializer(),
                new ByteArraySerializer());
        this.partitions = producer.partitionsFor(Topics.CLIP_RENDERED).size();
    }

    /** All of them are there on return. */
    public void put(List<Rendered> events) throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Rendered event : events) {
            sent.add(producer.send(letter(event)));
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private ProducerRecord<String, byte[]> letter(Rendered event) {
        ClipRendered clip = event.clip();
        String key = clip.uid() + "/" + clip.runId();
        ProducerRecord<String, byte[]> letter = KafkaMessageFactory.createWriter(Topics.CLIP_RENDERED_DLT, key)
                .writeBinary(CloudEvents.of(clip, event.id(), RenderedClips.SOURCE, event.time(), key));
        int place = number++;
        Map.of(
                        DeadLetterHeaders.REASON,
                        Reason.SOURCE_MISSING.wireName(),
                        DeadLetterHeaders.DETAIL,
                        "was not there when it was looked for",
                        DeadLetterHeaders.ORIGIN_TOPIC,
                        Topics.CLIP_RENDERED,
                        DeadLetterHeaders.ORIGIN_PARTITION,
                        Integer.toString(place % partitions),
                        DeadLetterHeaders.ORIGIN_OFFSET,
                        Integer.toString(place),
                        DeadLetterHeaders.ORIGIN_TIMESTAMP,
                        Long.toString(event.time().toInstant().toEpochMilli()),
                        DeadLetterHeaders.ATTEMPTS,
                        "10",
                        DeadLetterHeaders.REPLAYS,
                        "0")
                .forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
        return letter;
    }

    @Override
    public void close() {
        producer.close();
    }
}
