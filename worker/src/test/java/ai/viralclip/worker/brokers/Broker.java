package ai.viralclip.worker.brokers;

/** A real single-node Kafka broker: {@link Brokers#one}. */
public sealed interface Broker extends AutoCloseable permits EmbeddedBroker, ContainerBroker {

    /** As {@code bootstrap.servers} wants it. */
    String bootstrapServers();

    /** Takes it away; its data and its address are kept. */
    void stop();

    /** Starts it again, after {@link #stop()}; it takes requests on return. Nothing happens where it runs. */
    void restart();

    @Override
    void close();
}
