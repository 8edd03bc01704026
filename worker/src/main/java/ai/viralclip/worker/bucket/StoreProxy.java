package ai.viralclip.worker.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.worker.process.StartRefused;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy that is asked for tunnels to the store ({@code CONNECT}, RFC 9110 section 9.3.6).
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param authorization what {@code Proxy-Authorization} says, a secret; empty where the proxy is told no user
 * @param namedBy the setting, property or variable that it is from
 */
public record StoreProxy(String host, int port, Optional<String> authorization, String namedBy) {

    /** The worker's own setting, {@code clip.r2.transfer.proxy}. */
    public static final String SETTING = "CLIP_R2_TRANSFER_PROXY";

    /** Of the setting: none, whatever the others say. */
    private static final String NONE = "none";

    /** Where none is named, as most programs have it for {@code http://}. */
    private static final int PORT = 80;

    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?";

    /** All up to the last at sign is user and password: what should be encoded there often is not. */
    private static final Pattern FORM = Pattern.compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?:(?<user>.*)@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|" + NAME + ")(?::(?<port>[0-9]{1,5}))?/?");

    private static final String ACTION =
            "Name an HTTP proxy there, as http://[user:password@]host[:port] (user and password percent-encoded)."
                    + " CLIP_R2_TRANSFER_PROXY names one for the store alone, and says none where the store is reached"
                    + " without. Then start again.";

    /**
     * The proxy that the worker's own setting names; empty where it names none, or is not set.
     *
     * @throws StartRefused where what is named cannot be one
     */
    public static Optional<StoreProxy> ofSetting(String text) {
        return Optional.of(text.strip())
                .filter(named -> !named.isEmpty() && !named.equalsIgnoreCase(NONE))
                .map(named -> parse(named, SETTING));
    }

    /**
     * Reads {@code [http://][user:password@]host[:port][/]}.
     *
     * @throws StartRefused where that is no proxy to be spoken to
     */
    public static StoreProxy parse(String text, String namedBy) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw refused(namedBy, "is not http://[user:password@]host[:port]");
        }
        checkScheme(form.group("scheme"), namedBy);
        String port = form.group("port");
        return new StoreProxy(
                host(form.group("host"), namedBy),
                port == null ? PORT : port(port, namedBy),
                Optional.ofNullable(form.group("user"))
                        .filter(user -> !user.isEmpty())
                        .map(user -> basic(decoded(user, namedBy))),
                namedBy);
    }

    /** From properties that have a place each. */
    public static StoreProxy of(String host, String port, Optional<String> userAndPassword, String namedBy) {
        if (!host.matches(NAME + "|[0-9A-Fa-f:.]+")) {
            throw refused(namedBy, "is not a host's name (it takes no scheme and no port)");
        }
        return new StoreProxy(
                host(host.contains(":") ? "[" + host + "]" : host, namedBy),
                port(port, namedBy.replace("Host", "Port")),
                userAndPassword.map(StoreProxy::basic),
                namedBy);
    }

    private static void checkScheme(@Nullable String scheme, String namedBy) {
        String spoken = scheme == null ? "http" : scheme.toLowerCase(Locale.ROOT);
        if (spoken.equals("https")) {
            throw refused(
                    namedBy,
                    "says https://: the worker does not speak TLS to a proxy. TLS is spoken through it, with the store;"
                            + " most such proxies are to be named by http://");
        }
        if (!spoken.equals("http")) {
            throw refused(namedBy, "is not of a kind that the worker speaks: it takes HTTP proxies alone, no SOCKS");
        }
    }

    private static String host(String text, String namedBy) {
        if (!text.startsWith("[")) {
            return text;
        }
        String address = text.substring(1, text.length() - 1);
        try {
            InetAddress.ofLiteral(address);
            return address;
        } catch (IllegalArgumentException e) {
            throw refused(namedBy, "has no address between its brackets");
        }
    }

    private static int port(String text, String namedBy) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw refused(namedBy, "has no port of 1 to 65535");
        }
        return port;
    }

    /** A plus stands for itself here. */
    private static String decoded(String user, String namedBy) {
        try {
            return URLDecoder.decode(user.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused(namedBy, "has a user or a password with a percent sign that encodes nothing (write %25)");
        }
    }

    private static String basic(String userAndPassword) {
        String both = userAndPassword.contains(":") ? userAndPassword : userAndPassword + ":";
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    private static StartRefused refused(String namedBy, String problem) {
        return new StartRefused(namedBy + " names a proxy, and " + problem + ".", ACTION);
    }

    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** As messages have it: where it is, and whose word that is. */
    @Override
    public String toString() {
        return address() + " (" + namedBy + ")";
    }
}
