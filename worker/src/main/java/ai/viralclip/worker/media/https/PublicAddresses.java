package ai.viralclip.worker.media.https;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Which addresses may be connected to: those of the public internet, and the ranges that the operator names besides.
 * Spring's list of special ranges holds; here it is told which of IPv6 is handed out at all, and what addresses carry
 * another one in them (RFC 4291, 6052, 3056, 4380, 5214): that one must be allowed as well.
 */
final class PublicAddresses {

    private static final InetAddressFilter EXTERNAL = InetAddressFilter.externalAddresses()
            // The documentation's second range (RFC 9637), and the host of every Azure machine.
            .andNot("3fff::/20", "168.63.129.16/32");

    private static final InetAddressFilter UNICAST = InetAddressFilter.of("2000::/3");

    private static final HexFormat HEX = HexFormat.of();

    private final InetAddressFilter named;

    /** @param ranges such as {@code 10.20.0.0/16}: allowed as well */
    PublicAddresses(List<String> ranges) {
        this.named = ranges.isEmpty() ? InetAddressFilter.none() : InetAddressFilter.of(ranges.toArray(String[]::new));
    }

    boolean allow(InetAddress address) {
        byte[] octets = address.getAddress();
        String hex = HEX.formatHex(octets);
        // A mapped address is the IPv4 one, and nothing else.
        if (hex.length() == 32 && hex.startsWith("00000000000000000000ffff")) {
            return isAllowed(inside(octets, 12));
        }
        return isAllowed(address) && embedded(octets, hex).stream().allMatch(this::isAllowed);
    }

    private boolean isAllowed(InetAddress address) {
        boolean isPublic = EXTERNAL.matches(address) && (address.getAddress().length == 4 || UNICAST.matches(address));
        return isPublic || named.matches(address);
    }

    /** The IPv4 addresses that an IPv6 one leads to. */
    private static List<InetAddress> embedded(byte[] octets, String hex) {
        List<InetAddress> found = new ArrayList<>();
        boolean isCompatible = hex.startsWith("000000000000000000000000") && !hex.startsWith("0000000", 24);
        boolean isTranslated = hex.startsWith("0000000000000000ffff0000");
        boolean isIsatap = hex.startsWith("00005efe", 16) || hex.startsWith("02005efe", 16);
        if (octets.length == 4) {
            return found;
        }
        if (isCompatible || isTranslated || isIsatap || hex.startsWith("0064ff9b")) {
            found.add(inside(octets, 12));
        }
        if (hex.startsWith("0064ff9b0001")) {
            // Of a prefix of 48 bits: two octets, one that is none, two more.
            found.add(inside(new byte[] {octets[6], octets[7], octets[9], octets[10]}, 0));
        }
        if (hex.startsWith("2002")) {
            found.add(inside(octets, 2));
        }
        if (hex.startsWith("20010000")) {
            found.add(inside(octets, 4));
            found.add(inside(inverted(octets), 12));
        }
        return found;
    }

    private static byte[] inverted(byte[] octets) {
        byte[] other = octets.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = (byte) ~other[i];
        }
        return other;
    }

    private static InetAddress inside(byte[] octets, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
