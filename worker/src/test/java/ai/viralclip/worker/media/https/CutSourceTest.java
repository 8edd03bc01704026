package ai.viralclip.worker.media.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.HostileEvent;
import ai.viralclip.worker.media.MediaKind;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media whose connection is cut while it is read: read on from there, and from nowhere else. */
class CutSourceTest {

    private static final int SIZE = 900_000;
    private static final long AFTER = 80_000;

    @TempDir
    Path temp;

    private final List<AutoCloseable> opened = new ArrayList<>();

    private record Opened(SourceBytes bytes, ScriptedServer server) {}

    private SourceBytes open(CutServer script) throws Exception {
        return meet(script).bytes();
    }

    private Opened meet(CutServer script) throws Exception {
        ScriptedServer server =
                ScriptedServer.start(Encounter.AUTHORITY.server(List.of("media.example")), "127.0.0.1", script);
        opened.add(server);
        Encounter encounter = Encounter.with(
                        Encounter.settings(List.of("media.example:" + server.port()), List.of("127.0.0.1/32")), temp)
                .name("media.example", "127.0.0.1");
        opened.add(encounter);
        CheckedMedia media = encounter
                .source()
                .open(HostileEvent.video("https://media.example:" + server.port() + "/clip.mp4"), MediaKind.VIDEO);
        return new Opened(((Payload.Streamed) media.content()).bytes(), server);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    private static CutServer cut(int times) {
        return new CutServer(ValidMedia.mp4Head(SIZE), SIZE, AFTER, times);
    }

    private static void requireRight(CutServer script, byte[] read, long offset) {
        for (int i = 0; i < read.length; i++) {
            if (read[i] != script.at(offset + i)) {
                throw new AssertionError("byte " + (offset + i) + " is another one");
            }
        }
    }

    @Test
    void mediaThatIsCutTenTimesArrivesWholeSentOnFromWhereItBroke() throws Exception {
        // No sha256 is announced, so it was read whole before, which took the ten cuts.
        CutServer script = cut(10);
        SourceBytes bytes = open(script);

        assertThat(script.cuts()).hasSize(10);
        assertThat(script.starts())
                .isEqualTo(
                        LongStream.rangeClosed(0, 10).mapToObj(i -> i * AFTER).toList());
        try (InputStream in = bytes.open(0)) {
            byte[] read = in.readAllBytes();
            assertThat(read).hasSize(SIZE);
            requireRight(script, read, 0);
        }
    }

    @Test
    void aReadingMayBeginAnywhere() throws Exception {
        CutServer script = cut(0);
        SourceBytes bytes = open(script);

        for (long offset : new long[] {0, 1, 65_536, SIZE - 1, SIZE}) {
            try (InputStream in = bytes.open(offset)) {
                byte[] read = in.readAllBytes();
                assertThat(read).hasSize((int) (SIZE - offset));
                requireRight(script, read, offset);
            }
        }
    }

    @Test
    void mediaThatIsReplacedBetweenTwoCutsIsNotPutTogether() throws Exception {
        CutServer script = cut(20);
        Opened met = meet(script);

        try (InputStream in = met.bytes().open(0)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            script.replace();
            assertThatExceptionOfType(SourceChanged.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("was changed while it was read")
                    .withMessageNotContaining("?");
        }
    }

    @Test
    void aServerThatGoesAwayIsWaitedForByOthers() throws Exception {
        Opened met = meet(cut(20));

        try (InputStream in = met.bytes().open(0)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            met.server().close();
            assertThatExceptionOfType(SourceUnresponsive.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("6 times in a row");
        }
    }

    @Test
    void aReadingThatIsClosedLeavesNoConnection() throws Exception {
        Opened met = meet(cut(0));
        int before = met.server().connections();

        for (int i = 0; i < 5; i++) {
            try (InputStream in = met.bytes().open(0)) {
                assertThat(in.read()).isZero();
            }
        }
        assertThat(met.server().connections()).isLessThanOrEqualTo(before + 5);
        org.awaitility.Awaitility.await().until(() -> met.server().open() == 0);
    }
}
