package ai.viralclip.worker.bucket.s3.puts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.HeldBack;
import ai.viralclip.worker.bucket.s3.answers.UnreadableMedia;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import ai.viralclip.worker.bucket.s3.puts.PartReader.FilePart;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.bucket.source.SourceBytes.SourceUnresponsive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifiedFileBodyTest {

    private static final int SIZE = 300_000;

    @TempDir
    private Path directory;

    private Payload.Streamed file;

    @BeforeEach
    void write() throws Exception {
        var content = "0123456789".repeat(SIZE / 10).getBytes(UTF_8);
        var path = Files.write(directory.resolve("clip.mp4"), content);
        file = PlainFile.of(path, SIZE, Wire.sha256(ByteBuffer.wrap(content)));
    }

    @Test
    void givesItsStretchOfTheFileEachTimeAnew() throws Exception {
        try (var region = VerifiedFileBody.part(file.bytes(), part(5, 100_010))) {
            assertThat(new String(region.newStream().readNBytes(3), UTF_8)).isEqualTo("567");
            assertThat(new String(region.newStream().readAllBytes(), UTF_8))
                    .hasSize(100_010)
                    .startsWith("56789012")
                    .endsWith("01234");
        }
    }

    @Test
    void otherBytesAreHeldBackBeforeTheLastOfThem() throws Exception {
        var other = new Payload.Streamed(file.bytes(), SIZE, new Sha256("0".repeat(64)));
        try (var region = VerifiedFileBody.all(other.bytes(), other, () -> {})) {
            var sent = new ByteArrayOutputStream();
            assertThatThrownBy(() -> region.newStream().transferTo(sent)).isInstanceOf(HeldBack.class);
            assertThat(sent.size()).isBetween(SIZE / 2, SIZE - 1);
        }
    }

    @Test
    void aPartWhoseBytesChangedSinceTheyWereReadIsHeldBack() throws Exception {
        try (var region = VerifiedFileBody.part(
                file.bytes(), new FilePart(1, 0, 10, part(1, 10).crc32()))) {
            assertThatThrownBy(() -> region.newStream().readAllBytes()).isInstanceOf(HeldBack.class);
        }
    }

    @Test
    void theLastBytesAreHeldBackOnceAllAreProved() throws Exception {
        var sent = new ByteArrayOutputStream();
        var sentBefore = new AtomicInteger();
        try (var region = VerifiedFileBody.all(file.bytes(), file, () -> sentBefore.set(sent.size()))) {
            region.newStream().transferTo(sent);
        }
        assertThat(sentBefore.get()).isBetween(SIZE / 2, SIZE - 1);
        assertThat(sent.toByteArray()).isEqualTo(Files.readAllBytes(PlainFile.path(file)));
    }

    @Test
    void whatIsGivenUpWhileItIsHeldBackEndsTheRequest() throws Exception {
        Runnable hold = () -> {
            throw HeldBack.givenUp();
        };
        try (var region = VerifiedFileBody.all(file.bytes(), file, hold)) {
            assertThatThrownBy(() -> region.newStream().readAllBytes()).isInstanceOf(HeldBack.class);
        }
    }

    @Test
    void aFileThatIsCutWhileItIsReadIsUnreadableAndNotJustShort() throws Exception {
        try (var region = VerifiedFileBody.all(file.bytes(), file, () -> {})) {
            var stream = region.newStream();
            assertThat(stream.readNBytes(10)).hasSize(10);
            try (var cut = new RandomAccessFile(PlainFile.path(file).toFile(), "rw")) {
                cut.setLength(SIZE / 2);
            }
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(UnreadableMedia.class);
        }
    }

    @Test
    void anInterruptDoesNotMakeTheFileUnreadable() throws Exception {
        try (var region = VerifiedFileBody.all(file.bytes(), file, () -> {})) {
            Thread.currentThread().interrupt();
            assertThat(region.newStream().readAllBytes()).hasSize(SIZE);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aHungFileSystemEndsTheRequestAndIsNoBrokenConnection() {
        SourceBytes hanging = new SourceBytes() {

            @Override
            public InputStream open(long offset) throws IOException {
                throw new SourceUnresponsive("/media did not answer within 10000 ms");
            }

            @Override
            public boolean isNear() {
                return true;
            }
        };
        try (var region = VerifiedFileBody.all(hanging, file, () -> {})) {
            assertThatThrownBy(() -> region.newStream().readAllBytes())
                    .isInstanceOfSatisfying(
                            HeldBack.class,
                            held -> assertThat(held.failure().orElseThrow().failure())
                                    .isEqualTo(new StoreFailure.SourceUnresponsive(
                                            "/media did not answer within 10000 ms")));
        }
    }

    private FilePart part(int offset, int length) throws IOException {
        var crc = new CRC32();
        crc.update(Files.readAllBytes(PlainFile.path(file)), offset, length);
        return new FilePart(1, offset, length, Wire.base64(crc));
    }
}
