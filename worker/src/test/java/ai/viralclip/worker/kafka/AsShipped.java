package ai.viralclip.worker.kafka;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Clients with the settings that the guarantees rest on, for tests of other rooms. */
public final class AsShipped {

    private AsShipped() {}

    public static void consumers(DefaultKafkaConsumerFactory<?, ?> factory) {
        new KafkaConfiguration().guaranteesOfTheConsumer().customize(factory);
    }

    public static void producers(DefaultKafkaProducerFactory<?, ?> factory) {
        new KafkaConfiguration().guaranteesOfTheProducer().customize(factory);
    }
}
