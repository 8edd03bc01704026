package ai.viralclip.worker.media.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.viralclip.worker.bucket.ObjectStore.Payload;
import ai.viralclip.worker.bucket.SourceBytes;
import ai.viralclip.worker.bucket.SourceBytes.SourceChanged;
import ai.viralclip.worker.bucket.SourceBytes.SourceUnresponsive;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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

    private ScriptedServer server = null;
    private Encounter encounter = null;

    private SourceBytes open(CutServer script) throws Exception {
        server = ScriptedServer.start(Encounter.AUTHORITY.server(List.of("media.example")), "127.0.0.1", script);
        encounter = Encounter.with(
                        Encounter.settings(List.of("media.example:" + server.port()), List.of("127.0.0.1/32")), temp)
                .name("media.example", "127.0.0.1");
        CheckedMedia media = encounter
                .source()
                .open(
                        Encounter.announced("https://media.example:" + server.port() + "/clip.mp4"),
                        MediaKind.VIDEO);
        return ((Payload.Streamed) media.content()).bytes();
    }

    @AfterEach
    void close() throws IOException {
        encounter.close();
        server.close();
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
                .isEqualTo(LongStream.rangeClosed(0, 10).mapToObj(i -> i * AFTER).toList());
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
        CutServer script = cut(0);
        SourceBytes bytes = open(script);

        try (InputStream in = bytes.open(0)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            script.replace();
            server.hangUp();
            assertThatExceptionOfType(SourceChanged.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("was changed while it was read")
                    .withMessageNotContaining("?");
        }
    }

    @Test
    void aServerThatGoesAwayIsWaitedForByOthers() throws Exception {
        SourceBytes bytes = open(cut(0));

        try (InputStream in = bytes.open(0)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            server.close();
            assertThatExceptionOfType(SourceUnresponsive.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("6 times in a row");
        }
    }

    @Test
    void aReadingThatIsClosedLeavesNoConnection() throws Exception {
        SourceBytes bytes = open(cut(0));
        int before = server.connections();

        for (int i = 0; i < 5; i++) {
            try (InputStream in = bytes.open(0)) {
                assertThat(in.read()).isZero();
            }
        }
        assertThat(server.connections()).isLessThanOrEqualTo(before + 5);
        org.awaitility.Awaitility.await().until(() -> server.open() == 0);
    }
}
