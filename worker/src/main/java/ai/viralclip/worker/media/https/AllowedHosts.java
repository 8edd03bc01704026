package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.MediaFailure.NotAllowed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The servers that media may be read from, and what each is told of who asks.
 *
 * <p>Not a record: it holds secrets.
 */
final class AllowedHosts {

    private final Set<HostPort> servers;
    private final Map<HostPort, String> authorizations;

    private AllowedHosts(Set<HostPort> servers, Map<HostPort, String> authorizations) {
        this.servers = servers;
        this.authorizations = authorizations;
    }

    /**
     * Of valid settings.
     *
     * @param hosts each {@code host[:port]}
     * @param credentials each {@code host[:port]=} and what the header {@code Authorization} says
     */
    static AllowedHosts of(List<String> hosts, List<String> credentials) {
        Map<HostPort, String> authorizations = new HashMap<>();
        for (String credential : credentials) {
            int end = credential.indexOf('=');
            HostPort.parse(credential.substring(0, end))
                    .ifPresent(server -> authorizations.put(server, credential.substring(end + 1)));
        }
        return new AllowedHosts(
                hosts.stream().map(HostPort::parse).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet()),
                Map.copyOf(authorizations));
    }

    /** @throws HttpsTrouble where it is not on the list */
    void require(HttpsUrl url) throws HttpsTrouble {
        if (!servers.contains(url.server())) {
            throw new HttpsTrouble(new NotAllowed(url.server() + " is not on the list (clip.media.https.hosts)"));
        }
    }

    Optional<String> authorization(HostPort server) {
        return Optional.ofNullable(authorizations.get(server));
    }
}
