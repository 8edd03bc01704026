package ai.viralclip.worker.requests;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ProducerFactory;

/** Kafka's own stand-ins for producers, one after the other. */
final class MockProducers implements ProducerFactory<byte[], byte[]> {

    final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();

    /** Those that are made from now on cannot commit. */
    boolean commitFails;

    @Override
    public Producer<byte[], byte[]> createProducer() {
        return createProducer("");
    }

    @Override
    public Producer<byte[], byte[]> createProducer(@Nullable String prefix) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        if (commitFails) {
            producer.commitTransactionException = new KafkaException("away");
        }
        made.add(producer);
        return producer;
    }

    @Override
    public String getTransactionIdPrefix() {
        return "test-";
    }
}
