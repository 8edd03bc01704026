package ai.viralclip.worker.intake;

import ai.viralclip.worker.bucket.StartRefused;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

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
        return ofClient("client", e);
    }

    /**
     * As {@link #ofClient(KafkaException)}.
     *
     * @param kind of client: each has settings of its own
     */
    static StartRefused ofClient(String kind, Throwable e) {
        Throwable root = root(e);
        if (root instanceof LinkageError || root instanceof ClassNotFoundException) {
            return new StartRefused(
                    "No Kafka " + kind + " can be made of these settings: the class " + root.getMessage()
                            + " is not there",
                    "A setting needs a library that the worker does not bring: OAUTHBEARER with a token endpoint needs"
                            + " jose4j, another login its own. Choose another SPRING_KAFKA_PROPERTIES_SASL_MECHANISM"
                            + " (SCRAM-SHA-512, PLAIN), or add the library to the worker's BOOT-INF/lib.");
        }
        String own = kind.equals("client") ? "" : ", SPRING_KAFKA_" + kind.toUpperCase(Locale.ROOT) + "_*";
        return new StartRefused(
                "No Kafka " + kind + " can be made of these settings: " + withoutSecrets(root),
                "Look at SPRING_KAFKA_BOOTSTRAP_SERVERS, SPRING_KAFKA_SECURITY_PROTOCOL,"
                        + " SPRING_KAFKA_PROPERTIES_SASL_* and SPRING_KAFKA_SSL_*" + own + ".");
    }

    /** Why no transaction can be begun; empty where that may mend itself. */
    static Optional<StartRefused> ofTransactions(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Optional<StartRefused> refused = refused(cause, e);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private static Optional<StartRefused> refused(Throwable cause, Throwable whole) {
        return switch (cause) {
            case UnsupportedVersionException _, UnsupportedForMessageFormatException _ ->
                Optional.of(new StartRefused(
                        "These Kafka brokers have no transactions: " + cause.getMessage(),
                        "Name brokers in SPRING_KAFKA_BOOTSTRAP_SERVERS that have them (Apache Kafka 2.5 or later, and"
                                + " not every service that speaks its protocol): answers and offsets are committed"
                                + " together."));
            case InvalidTxnTimeoutException _ ->
                Optional.of(new StartRefused(
                        "The Kafka brokers refuse the transactions' time-out: " + cause.getMessage(),
                        "Set SPRING_KAFKA_PRODUCER_PROPERTIES_TRANSACTION_TIMEOUT_MS to no more than the brokers'"
                                + " transaction.max.timeout.ms; the default is 10000."));
            case TransactionalIdAuthorizationException _, ClusterAuthorizationException _ ->
                Optional.of(new StartRefused(
                        "The worker's Kafka user may not begin transactions: " + cause.getMessage(),
                        "Allow it Write and Describe on transactional ids that begin with"
                                + " SPRING_KAFKA_PRODUCER_TRANSACTION_ID_PREFIX (clip-storage-worker-)."));
            case ConfigException _, LinkageError _, ClassNotFoundException _ ->
                Optional.of(ofClient("producer", whole));
            default -> Optional.empty();
        };
    }

    /** @param cause why the brokers did not make the topic */
    static StartRefused ofTopic(NewTopic topic, Throwable cause) {
        return new StartRefused(
                "Kafka refused to create the topic " + topic.name() + " with "
                        + Objects.requireNonNullElse(topic.configs(), Map.of()) + ": " + cause.getMessage(),
                "Create it yourself, as near to that as the brokers allow, and set clip.topics.create=false; or look"
                        + " at clip.topics.partitions, clip.topics.replication-factor and the rights of the worker's"
                        + " Kafka user.");
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
