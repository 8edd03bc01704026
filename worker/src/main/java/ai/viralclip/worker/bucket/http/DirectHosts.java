package ai.viralclip.worker.bucket.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Servers that are reached without a proxy, by the lists that say so. Names are compared as they are written, and never
 * looked up: behind a proxy there may be nobody to ask.
 */
final class DirectHosts {

    private DirectHosts() {}

    /** Loopback: no proxy could come back here. */
    static boolean isThisMachine(URI server) {
        String host = host(server);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /**
     * {@code NO_PROXY}: names with all below them, with or without a leading dot or {@code *.}; addresses; networks
     * ({@code 10.0.0.0/8}); each with a port where only that one is meant; {@code *} for all. Commas or spaces between.
     */
    static boolean inVariable(String list, URI server) {
        return Arrays.stream(list.split("[,\\s]+", -1))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || matches(entry.toLowerCase(Locale.ROOT), server));
    }

    /** {@code http.nonProxyHosts}: names or addresses, {@code *} at their beginning or end, {@code |} between. */
    static boolean inProperty(String list, URI server) {
        String host = host(server);
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("\\|", -1))
                .map(entry -> entry.strip().replaceAll("[\\[\\]]", ""))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> matchesPattern(entry, host));
    }

    private static boolean matchesPattern(String entry, String host) {
        boolean open = entry.startsWith("*");
        boolean endless = entry.length() > 1 && entry.endsWith("*");
        String text = entry.substring(open ? 1 : 0, entry.length() - (endless ? 1 : 0));
        if (open && endless) {
            return host.contains(text);
        }
        return open ? host.endsWith(text) : endless ? host.startsWith(text) : host.equals(text);
    }

    private static boolean matches(String entry, URI server) {
        int colon = entry.lastIndexOf(':');
        // More than one colon, and no bracket before the last: an IPv6 address without a port.
        boolean hasPort = colon > 0 && (entry.charAt(colon - 1) == ']' || entry.indexOf(':') == colon);
        String port = hasPort ? entry.substring(colon + 1) : "";
        String named = (hasPort ? entry.substring(0, colon) : entry).replaceAll("[\\[\\]]", "");
        return (port.isEmpty() || port.equals(Integer.toString(port(server)))) && isWithin(named, host(server));
    }

    /** An address is never below a name: {@code 0.0.1} has nothing to do with {@code 10.0.0.1}. */
    private static boolean isWithin(String named, String host) {
        Optional<InetAddress> address = address(host);
        if (address.isPresent()) {
            return isWithin(named, address.get());
        }
        String name = named.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", "");
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    private static boolean isWithin(String named, InetAddress host) {
        int slash = named.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? named : named.substring(0, slash));
        if (address.isEmpty()) {
            return false;
        }
        byte[] network = address.get().getAddress();
        byte[] asked = host.getAddress();
        int bits = slash < 0 ? 8 * network.length : bits(named.substring(slash + 1), 8 * network.length);
        return bits >= 0 && network.length == asked.length && haveInCommon(bits, network, asked);
    }

    private static int bits(String text, int most) {
        int bits = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        return bits <= most ? bits : -1;
    }

    private static boolean haveInCommon(int bits, byte[] one, byte[] other) {
        for (int i = 0; i < bits; i++) {
            if (((one[i / 8] ^ other[i / 8]) & (0x80 >> (i % 8))) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int port(URI server) {
        if (server.getPort() >= 0) {
            return server.getPort();
        }
        return server.getScheme().equals("https") ? 443 : 80;
    }

    private static String host(URI server) {
        return server.getHost()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\[\\]]", "")
                .replaceFirst("\\.$", "");
    }

    /** Empty of what is written as a name. */
    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
