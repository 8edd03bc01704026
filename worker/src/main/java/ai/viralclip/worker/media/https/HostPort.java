package ai.viralclip.worker.media.https;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server, in the one form that it has here: a name of letters, digits and hyphens, or an address as it is usually
 * written.
 *
 * @param host in lower case; an IPv6 address without brackets
 */
record HostPort(String host, int port) {

    /** Where none is named. */
    static final int DEFAULT_PORT = 443;

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile(
            "(?<name>" + LABEL + "(?:\\." + LABEL + ")*)(?::(?<port>[1-9][0-9]{0,4}))?"
                    + "|\\[(?<address>[0-9a-f:]{2,39}(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3})?)](?::(?<itsport>[1-9][0-9]{0,4}))?");

    private static final int LONGEST_NAME = 253;
    private static final int LARGEST_PORT = 65_535;

    /** The last part of a name that is read as a number: then all of it is an address, in whatever notation. */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    /** Reads {@code host[:port]}; empty where it is anything else, or could be read in another way by somebody else. */
    static Optional<HostPort> parse(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        String name = form.group("name");
        String digits = name == null ? form.group("itsport") : form.group("port");
        int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
        String host = name == null ? form.group("address") : name;
        boolean isHost = name == null ? isAddress(host) : isName(name);
        return isHost && port <= LARGEST_PORT ? Optional.of(new HostPort(host, port)) : Optional.empty();
    }

    private static boolean isName(String name) {
        if (!ENDS_IN_A_NUMBER.matcher(name).matches()) {
            return name.length() <= LONGEST_NAME;
        }
        return DOTTED.matcher(name).matches() && isAddress(name) && !name.matches("(?:.*\\.)?0[0-9].*");
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As it stands in a URI; the default port is left out. */
    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port == DEFAULT_PORT ? shown : shown + ":" + port;
    }
}
