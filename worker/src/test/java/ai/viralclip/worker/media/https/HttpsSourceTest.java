package ai.viralclip.worker.media.https;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.HostileEvent;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.spool.SpoolProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What is asked of a server, who is told what, and what is taken. */
class HttpsSourceTest {

    private static final int SIZE = 200_000;
    private static final String WHOLE = "HTTP/1.1 200 OK\nContent-Length: " + SIZE;

    @TempDir
    Path temp;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    private ScriptedServer server(SSLContext tls, ScriptedServer.Script script) throws IOException {
        ScriptedServer server = ScriptedServer.start(tls, "127.0.0.1", script);
        opened.add(server);
        return server;
    }

    private static SSLContext good() {
        return Encounter.AUTHORITY.server(List.of("media.example", "cdn.example", "127.0.0.1"));
    }

    private Encounter encounter(List<String> hosts, List<String> credentials) {
        Encounter encounter = Encounter.with(Encounter.settings(hosts, credentials, List.of("127.0.0.1/32")), temp)
                .name("media.example", "127.0.0.1")
                .name("cdn.example", "127.0.0.1");
        opened.add(encounter);
        return encounter;
    }

    private static void whole(ScriptedServer.Request request, OutputStream out) throws IOException {
        ScriptedServer.say(out, WHOLE, ValidMedia.mp4(SIZE));
    }

    @Test
    void saysWhoAsksToTheHostThatItIsConfiguredForAlone() throws Exception {
        ScriptedServer second = server(good(), HttpsSourceTest::whole);
        ScriptedServer first = server(
                good(),
                (request, out) -> ScriptedServer.say(
                        out,
                        "HTTP/1.1 302 Found\nContent-Length: 0\nLocation: https://cdn.example:" + second.port() + "/b",
                        new byte[0]));
        String media = "media.example:" + first.port();
        String cdn = "cdn.example:" + second.port();
        Encounter encounter = encounter(List.of(media, cdn), List.of(media + "=Bearer first", cdn + "=Bearer second"));

        assertThat(encounter.outcome("https://" + media + "/a")).isEqualTo("taken: " + SIZE);
        assertThat(first.requests())
                .extracting(request -> request.header("authorization"))
                .containsOnly("Bearer first");
        assertThat(second.requests())
                .isNotEmpty()
                .allSatisfy(request ->
                        assertThat(request.headers()).doesNotContainKeys("authorization", "cookie", "referer"));

        assertThat(encounter.outcome("https://" + cdn + "/b")).isEqualTo("taken: " + SIZE);
        assertThat(second.requests().getLast().header("authorization")).isEqualTo("Bearer second");
    }

    /** A connection that was used in somebody's name is used in no other's. */
    @Test
    void noConnectionIsSharedWithOneThatSaysSomethingElse() throws Exception {
        ScriptedServer server = server(
                good(),
                (request, out) -> ScriptedServer.say(
                        out,
                        request.target().startsWith("/here")
                                ? "HTTP/1.1 302 Found\nContent-Length: 0\nSet-Cookie: a=b\nLocation: /there"
                                : "HTTP/1.1 404 Not Found\nContent-Length: 0\nSet-Cookie: c=d",
                        new byte[0]));
        String host = "media.example:" + server.port();
        Encounter encounter = encounter(List.of(host), List.of(host + "=Bearer own"));

        assertThat(encounter.outcome("https://" + host + "/here")).contains("answers 404");
        assertThat(server.requests())
                .extracting(request -> request.header("authorization"))
                .containsExactly("Bearer own", "Bearer own");
        assertThat(server.requests()).noneMatch(request -> request.headers().containsKey("cookie"));
    }

    @Test
    void asksForTheBytesAsTheyAre() throws Exception {
        ScriptedServer server = server(good(), HttpsSourceTest::whole);
        String host = "media.example:" + server.port();

        assertThat(encounter(List.of(host), List.of()).outcome("https://" + host + "/a%20b;c=d/%7Ee.mp4?x=%2F&y"))
                .isEqualTo("taken: " + SIZE);
        ScriptedServer.Request asked = server.requests().getFirst();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.target()).isEqualTo("/a%20b;c=d/%7Ee.mp4?x=%2F&y");
        assertThat(asked.header("accept-encoding")).isEqualTo("identity");
        assertThat(asked.header("range")).isEqualTo("bytes=0-65535");
        assertThat(asked.header("host")).isEqualTo(host);
    }

    @Test
    void anAddressThatIsOnTheListIsTaken() throws Exception {
        ScriptedServer server = server(good(), HttpsSourceTest::whole);
        String host = "127.0.0.1:" + server.port();

        assertThat(encounter(List.of(host), List.of()).outcome("HTTPS://" + host + "/clip.mp4"))
                .isEqualTo("taken: " + SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other name", "expired", "self-signed", "no TLS", "silent"})
    void aServerThatCannotProveItsNameIsToldNothing(String kind) throws Exception {
        ScriptedServer.Script script = HttpsSourceTest::whole;
        ScriptedServer server = null;
        Canary plain = Canary.listen();
        opened.add(plain);
        switch (kind) {
            case "other name" -> server = server(Encounter.AUTHORITY.server(List.of("other.example")), script);
            case "expired" -> server = server(Encounter.AUTHORITY.expired(List.of("media.example")), script);
            case "self-signed" -> server = server(Certificates.selfSigned(List.of("media.example")), script);
            default -> {}
        }
        String host = "media.example:" + (server == null ? plain.port() : server.port());

        assertThat(encounter(List.of(host), List.of(host + "=Bearer SECRET")).outcome("https://" + host + "/clip.mp4"))
                .startsWith("Unresponsive: media.example:")
                .contains("is not reached: ")
                .doesNotContain("SECRET");
        assertThat(server == null ? List.of() : server.requests()).isEmpty();
    }

    @Test
    void whatCanBeReadOnceIsHeldUntilItIsNotNeeded() throws Exception {
        ScriptedServer server = server(good(), HttpsSourceTest::whole);
        String host = "media.example:" + server.port();
        Encounter encounter = encounter(List.of(host), List.of());

        CheckedMedia media =
                encounter.source().open(HostileEvent.video("https://" + host + "/clip.mp4"), MediaKind.VIDEO);
        assertThat(encounter.spool().heldBytes()).isEqualTo(SIZE);
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).as("it is unlinked while it is open").isEmpty();
        }
        media.close();
        assertThat(encounter.spool().heldBytes()).isZero();
    }

    @Test
    void aSpoolThatIsFullIsAWaitAndNoLoss() throws Exception {
        ScriptedServer server = server(good(), HttpsSourceTest::whole);
        String host = "media.example:" + server.port();
        HttpsProperties settings = Encounter.settings(List.of(host), List.of("127.0.0.1/32"));
        Encounter encounter = Encounter.with(
                        settings, new SpoolProperties(temp.toString(), DataSize.ofBytes(SIZE + 10)))
                .name("media.example", "127.0.0.1");
        opened.add(encounter);
        RenderedMedia announced = HostileEvent.video("https://" + host + "/clip.mp4");

        CheckedMedia first = encounter.source().open(announced, MediaKind.VIDEO);
        assertThat(encounter.outcome("https://" + host + "/clip.mp4"))
                .startsWith("Unresponsive: ")
                .contains("waits for room");
        first.close();
        assertThat(encounter.outcome("https://" + host + "/clip.mp4")).isEqualTo("taken: " + SIZE);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsAWaitToo() throws Exception {
        ScriptedServer server = server(good(), HttpsSourceTest::whole);
        String host = "media.example:" + server.port();
        Path file = Files.writeString(temp.resolve("no-folder"), "");
        Encounter encounter = Encounter.with(Encounter.settings(List.of(host), List.of("127.0.0.1/32")), file)
                .name("media.example", "127.0.0.1");
        opened.add(encounter);

        assertThat(encounter.outcome("https://" + host + "/clip.mp4"))
                .startsWith("Unresponsive: clip.media.spool.folder cannot be written to");
    }

    @Test
    void aSizeThatNobodySaysCountsAsTheLargest() throws Exception {
        ScriptedServer server = server(
                good(),
                (request, out) -> ScriptedServer.say(
                        out,
                        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked",
                        "0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
        String host = "media.example:" + server.port();

        RenderedMedia media = HostileEvent.video("https://" + host + "/clip.mp4");
        assertThat(encounter(List.of(host), List.of()).source().sizeBytes(media, MediaKind.VIDEO))
                .isEqualTo(Encounter.MAX_BYTES);
        assertThat(media.sizeBytes()).isEqualTo(Optional.empty());
    }
}
