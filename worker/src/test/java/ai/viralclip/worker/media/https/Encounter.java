package ai.viralclip.worker.media.https;

import ai.viralclip.worker.media.HostileEvent;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSources;
import ai.viralclip.worker.media.SchemeSource;
import ai.viralclip.worker.media.SourceKind;
import ai.viralclip.worker.media.spool.Spool;
import ai.viralclip.worker.media.spool.SpoolProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** The source, and what it meets in a test: names that lead where the test says, and an authority for servers. */
final class Encounter implements AutoCloseable {

    static final Certificates AUTHORITY = new Certificates();
    static final long MAX_BYTES = 1024 * 1024;

    private final SourceHttp http;
    private final Vigil vigil = new Vigil();
    private final Spool spool;
    private final MediaSource source;
    private final Map<String, List<String>> names = new HashMap<>();

    private Encounter(HttpsProperties settings, SpoolProperties spooling) {
        this.http = SourceHttp.open(
                settings,
                AUTHORITY.client(),
                new GuardedResolver(
                        this::addresses, new PublicAddresses(settings.allowedAddresses()), Duration.ofSeconds(2)));
        this.spool = new Spool(spooling);
        Fetcher fetcher = new Fetcher(http, AllowedHosts.of(settings.hosts(), settings.credentials()), vigil);
        this.source = new HttpsSource(fetcher, spool, settings, MAX_BYTES, event -> {});
    }

    static Encounter with(HttpsProperties settings, Path folder) {
        return new Encounter(settings, new SpoolProperties(folder.toString(), DataSize.ofMegabytes(4)));
    }

    static Encounter with(HttpsProperties settings, SpoolProperties spooling) {
        return new Encounter(settings, spooling);
    }

    static HttpsProperties settings(List<String> hosts, List<String> ranges) {
        return settings(hosts, List.of(), ranges);
    }

    static HttpsProperties settings(List<String> hosts, List<String> credentials, List<String> ranges) {
        return settings(hosts, credentials, ranges, Duration.ofSeconds(6));
    }

    /** So little that a test can wait for it. */
    static HttpsProperties impatient(List<String> hosts, List<String> ranges) {
        return settings(hosts, List.of(), ranges, Duration.ofSeconds(3));
    }

    private static HttpsProperties settings(
            List<String> hosts, List<String> credentials, List<String> ranges, Duration patience) {
        return new HttpsProperties(
                hosts,
                credentials,
                ranges,
                "",
                Duration.ofSeconds(2),
                patience,
                Duration.ofMinutes(1),
                DataSize.ofKilobytes(16),
                patience.dividedBy(3));
    }

    /** @param addresses none where nobody knows the name */
    Encounter name(String host, String... addresses) {
        names.put(host, List.of(addresses));
        return this;
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        List<String> found = names.getOrDefault(host, List.of());
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return found.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    MediaSource source() {
        return new MediaSources(List.of(new SchemeSource(SourceKind.HTTPS, source)));
    }

    Spool spool() {
        return spool;
    }

    /** How it ends to take the media that an event names so: {@code Class: reason}, or {@code taken: …}. */
    String outcome(String uri) {
        return HostileEvent.outcome(
                source(),
                uri,
                e -> e instanceof HttpsTrouble trouble ? HostileEvent.told(trouble.failure()) : e.toString());
    }

    @Override
    public void close() throws IOException {
        vigil.close();
        http.close();
    }
}
