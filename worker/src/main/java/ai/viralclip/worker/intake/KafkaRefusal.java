package ai.viralclip.worker.intake;

import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What Kafka's clients say at the start that does not mend itself, in words, with the settings to look at. */
final class KafkaRefusal {

    private KafkaRefusal() {}

    /** @param cause why the brokers did not do what they were asked */
    static StartRefused ofBrokers(Throwable cause) {
        return switch (cause) {
            case SslAuthenticationException e ->
                new StartRefused(
                        "No TLS connection to the Kafka brokers: " + root(e).getMessage(),
                        "Look at SPRING_KAFKA_SSL_TRUST_STORE_LOCATION (whose file must hold the authority that signed"
                                + " the brokers' certificate), at the names in SPRING_KAFKA_BOOTSTRAP_SERVERS, and"
                                + " whether SPRING_KAFKA_SECURITY_PROTOCOL is the brokers'.");
            case AuthenticationException e ->
                new StartRefused(
                        "The Kafka brokers refused the worker's user: " + e.getMessage(),
                        "Look at SPRING_KAFKA_PROPERTIES_SASL_MECHANISM, at user and password in"
                                + " SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG (or its _FILE), and whether"
                                + " SPRING_KAFKA_SECURITY_PROTOCOL is the brokers'.");
            default ->
                new StartRefused(
                        "Kafka refused to list or create topics: " + cause,
                        "Look at the rights of the worker's Kafka user, and at clip.topics.*");
        };
    }

    /** @param e why there is no client, before any broker was asked */
    static StartRefused ofClient(KafkaException e) {
        return new StartRefused(
                "No Kafka client can be made of these settings: " + withoutSecrets(root(e)),
                "Look at SPRING_KAFKA_BOOTSTRAP_SERVERS, SPRING_KAFKA_SECURITY_PROTOCOL,"
                        + " SPRING_KAFKA_PROPERTIES_SASL_* and SPRING_KAFKA_SSL_*.");
    }

    /** What cannot be parsed of a JAAS configuration is quoted, and may be a part of the password. */
    private static String withoutSecrets(Throwable root) {
        String message = String.valueOf(root.getMessage());
        boolean quotes = root instanceof LoginException || message.contains("JAAS");
        return quotes ? "sasl.jaas.config is missing or cannot be read" : message;
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
