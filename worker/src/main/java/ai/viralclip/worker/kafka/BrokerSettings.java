package ai.viralclip.worker.kafka;

import java.util.Map;

/**
 * How the brokers are reached ({@code spring.kafka.*}), for a Kafka client that is none of this room's. Holds secrets,
 * and shows none.
 */
public record BrokerSettings(Map<String, Object> settings) {

    public BrokerSettings {
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return "BrokerSettings[" + settings.keySet() + "]";
    }
}
