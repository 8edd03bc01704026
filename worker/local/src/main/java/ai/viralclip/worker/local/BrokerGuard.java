package ai.viralclip.worker.local;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands before a broker that others run: TLS, users with passwords (SCRAM-SHA-512), and no rights but those that
 * were given.
 *
 * @param certificate what it shows to its clients
 * @param passwords of its users, by name
 */
public record BrokerGuard(LocalCertificate certificate, Map<String, String> passwords) {

    public static final String MECHANISM = "SCRAM-SHA-512";

    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    public BrokerGuard {
        passwords = Map.copyOf(passwords);
    }

    /** What a client gives as {@code sasl.jaas.config} to be this user. */
    public static String jaas(String user, String password) {
        return LOGIN_MODULE + " required username=\"" + user + "\" password=\"" + password + "\";";
    }

    List<String> credentials() {
        return passwords.entrySet().stream()
                .map(user -> MECHANISM + "=[name=" + user.getKey() + ",password=" + user.getValue() + "]")
                .toList();
    }

    /** The broker's, for this listener. Whoever comes in by another one is anonymous, and may do everything. */
    Map<String, String> settings(String listener) {
        String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
        Map<String, String> settings = new TreeMap<>();
        settings.put(prefix + "ssl.keystore.location", certificate.keyStore().toString());
        settings.put(prefix + "ssl.keystore.type", "PKCS12");
        settings.put(prefix + "ssl.keystore.password", certificate.password());
        settings.put(prefix + "ssl.key.password", certificate.password());
        settings.put(prefix + "sasl.enabled.mechanisms", MECHANISM);
        settings.put(prefix + "scram-sha-512.sasl.jaas.config", LOGIN_MODULE + " required;");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        return settings;
    }

    @Override
    public String toString() {
        return "BrokerGuard[users=" + passwords.keySet() + "]";
    }
}
