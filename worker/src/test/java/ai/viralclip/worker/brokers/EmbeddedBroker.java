package ai.viralclip.worker.brokers;

import ai.viralclip.worker.local.LocalBroker;

/** A broker in this JVM. */
record EmbeddedBroker(LocalBroker broker) implements Broker {

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void stop() {
        broker.stop();
    }

    @Override
    public void restart() {
        broker.restart();
    }

    @Override
    public void close() {
        broker.close();
    }
}
