package ai.viralclip.worker.bucket.http;

import ai.viralclip.worker.bucket.StoreProxy;
import ai.viralclip.worker.process.StartRefused;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which proxy a server is reached (decision 0095). The first that names one decides: the worker's own setting, the
 * JVM's properties, the environment. Each has its own list of what is reached without; the setting has none, and is the
 * only one that holds for this very machine.
 *
 * <p>Not a record: the environment is full of secrets.
 */
public final class ProxyChoice {

    private final String setting;
    private final Map<String, String> properties;
    private final Map<String, String> environment;

    ProxyChoice(String setting, Map<String, String> properties, Map<String, String> environment) {
        this.setting = setting;
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * As this process is told.
     *
     * @param setting {@code clip.r2.transfer.proxy}
     */
    public static ProxyChoice ofThisProcess(String setting) {
        var properties = System.getProperties();
        return new ProxyChoice(
                setting,
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(Function.identity(), name -> properties.getProperty(name, ""))),
                System.getenv());
    }

    /**
     * The proxy on the way to a server; empty where there is none.
     *
     * @throws StartRefused where what is named cannot be one
     */
    public Optional<StoreProxy> to(URI server) {
        if (!setting.isBlank()) {
            return StoreProxy.ofSetting(setting);
        }
        if (DirectHosts.isThisMachine(server)) {
            return Optional.empty();
        }
        String host = server.getScheme() + ".proxyHost";
        return property(host).isPresent() ? ofProperties(host, server) : ofEnvironment(server);
    }

    private Optional<StoreProxy> ofProperties(String host, URI server) {
        if (DirectHosts.inProperty(property("http.nonProxyHosts").orElse(""), server)) {
            return Optional.empty();
        }
        String scheme = server.getScheme();
        return Optional.of(StoreProxy.of(
                property(host).orElseThrow(),
                property(scheme + ".proxyPort").orElse(scheme.equals("https") ? "443" : "80"),
                property(scheme + ".proxyUser")
                        .map(user ->
                                user + ":" + property(scheme + ".proxyPassword").orElse("")),
                host));
    }

    private Optional<StoreProxy> ofEnvironment(URI server) {
        String scheme = server.getScheme();
        return variable(scheme.equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY")
                .filter(named -> !DirectHosts.inVariable(
                        variable("NO_PROXY").map(Map.Entry::getValue).orElse(""), server))
                .map(named -> StoreProxy.parse(named.getValue(), named.getKey()));
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** In lower case before upper case, as curl has it. Empty is not set. */
    private Optional<Map.Entry<String, String>> variable(String upper) {
        return Stream.of(upper.toLowerCase(Locale.ROOT), upper)
                .map(name -> Map.entry(name, environment.getOrDefault(name, "").strip()))
                .filter(named -> !named.getValue().isEmpty())
                .findFirst();
    }
}
