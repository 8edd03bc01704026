package ai.viralclip.worker.media.https;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code clip.media.https}: media that is fetched.
 *
 * @param hosts that it may be on, each {@code host[:port]}; none: no {@code https:} media
 * @param credentials for some of them, each {@code host[:port]=} and what {@code Authorization} says, such as
 *     {@code Bearer …}: secrets
 * @param allowedAddresses ranges that are connected to although they are not of the public internet
 * @param sslBundle names the bundle of {@code spring.ssl.bundle.*} whose certificates are trusted; empty for the JDK's
 * @param connectTimeout how long a name may take to be found, and an address to be connected to
 * @param headerTimeout from the sending of a request until the last header of its answer, with its connection
 * @param totalTimeout how long the reading of one file may take
 * @param minRate bytes a second, over each {@code rateWindow} that is spent waiting for them
 * @param rateWindow how long a server may be slow, or say nothing
 */
public record HttpsProperties(
        @DefaultValue List<String> hosts,
        @DefaultValue List<String> credentials,
        @DefaultValue List<String> allowedAddresses,
        @DefaultValue("") String sslBundle,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration headerTimeout,
        @DefaultValue("2h") Duration totalTimeout,
        @DefaultValue("16KB") DataSize minRate,
        @DefaultValue("30s") Duration rateWindow) {

    private static final Pattern CREDENTIAL = Pattern.compile("[^=]+=[!-~](?:[ -~]*[!-~])?");

    public HttpsProperties {
        hosts = hosts.stream().map(String::strip).toList();
        credentials = credentials.stream().map(String::strip).toList();
        allowedAddresses = allowedAddresses.stream().map(String::strip).toList();
        sslBundle = sslBundle.strip();
    }

    @AssertTrue(
            message = "clip.media.https.hosts must be host[:port] each: names of a-z, 0-9, hyphens and dots, or"
                    + " addresses in their usual form; no scheme, path, * or trailing dot")
    boolean isEveryHostPlain() {
        return hosts.stream().map(HostPort::parse).allMatch(Optional::isPresent);
    }

    @AssertTrue(
            message = "clip.media.https.credentials must be host[:port]=value each, of a host that is on"
                    + " clip.media.https.hosts, and one for a host")
    boolean isEveryCredentialOfAHost() {
        Set<HostPort> free = new HashSet<>(
                hosts.stream().map(HostPort::parse).flatMap(Optional::stream).toList());
        return credentials.stream()
                .allMatch(credential -> CREDENTIAL.matcher(credential).matches()
                        && HostPort.parse(credential.substring(0, credential.indexOf('=')))
                                .filter(free::remove)
                                .isPresent());
    }

    @AssertTrue(message = "clip.media.https.allowed-addresses must be networks, such as 10.20.0.0/16 or fd12::/48")
    boolean isEveryRangeReadable() {
        return allowedAddresses.stream().allMatch(range -> range.contains("/")) && isReadable(allowedAddresses);
    }

    private static boolean isReadable(List<String> ranges) {
        try {
            new PublicAddresses(ranges);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @AssertTrue(message = "clip.media.https.*-timeout, rate-window and min-rate must be positive")
    boolean isEveryLimitPositive() {
        return Stream.of(connectTimeout, headerTimeout, totalTimeout, rateWindow)
                        .allMatch(Duration::isPositive)
                && minRate.toBytes() > 0;
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "HttpsProperties[hosts=" + hosts + ", " + credentials.size() + " credentials]";
    }
}
