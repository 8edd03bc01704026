package ai.viralclip.worker.media.https;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.ContractViolation;
import ai.viralclip.contracts.EventCodec;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSources;
import ai.viralclip.worker.media.SchemeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** The source, and what it meets in a test: names that lead where the test says, and an authority for servers. */
final class Encounter implements AutoCloseable {

    static final Certificates AUTHORITY = new Certificates();
    static final long MAX_BYTES = 1024 * 1024;

    private static final String EVENT =
            "{'uid':'u','run_id':'r','video_url':'https://a.example/v','style':'s','highlight':{'id':1,'title':'t','start':'00:00:00','end':'00:00:01'},'video':{'uri':'URI'},'thumbnail':null}"
                    .replace('\'', '"');

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
        this.source = new HttpsSource(fetcher, spool, settings, MAX_BYTES);
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
        return new MediaSources(List.of(new SchemeSource("https", source)));
    }

    Spool spool() {
        return spool;
    }

    /** What an event says of a video that is there. */
    static RenderedMedia announced(String uri) throws ContractViolation {
        String text = uri.replace("\\", "\\\\").replace("\"", "\\\"");
        StringBuilder json = new StringBuilder();
        text.chars().forEach(c -> json.append(c < ' ' ? String.format("\\u%04x", c) : Character.toString(c)));
        return new EventCodec()
                .decode(EVENT.replace("URI", json).getBytes(UTF_8), ClipRendered.class)
                .video();
    }

    /** How it ends to take the media that an event names so: {@code Class: reason}, or {@code taken: …}. */
    String outcome(String uri) {
        try (CheckedMedia media = source().open(hashed(announced(uri)), MediaKind.VIDEO)) {
            try (InputStream in = ((Payload.Streamed) media.content()).bytes().open(0)) {
                return "taken: " + in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (ContractViolation e) {
            return "contract: " + e.getMessage();
        } catch (MediaException e) {
            return told(e.failure());
        } catch (HttpsTrouble e) {
            return told(e.failure());
        } catch (SourceUnresponsive e) {
            return "Unresponsive: " + e.getMessage();
        } catch (SourceChanged e) {
            return "Changed: " + e.getMessage();
        } catch (IOException e) {
            return e + " " + Arrays.toString(e.getStackTrace());
        }
    }

    /** So that it is not read whole before it is opened. */
    private static RenderedMedia hashed(RenderedMedia media) {
        return new RenderedMedia(media.uri(), media.sizeBytes(), Optional.of(new Sha256("0".repeat(64))));
    }

    private static String told(MediaFailure failure) {
        return failure.getClass().getSimpleName() + ": " + failure.detail();
    }

    @Override
    public void close() throws IOException {
        vigil.close();
        http.close();
    }
}
