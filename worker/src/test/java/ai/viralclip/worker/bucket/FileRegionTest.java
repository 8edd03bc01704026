package ai.viralclip.worker.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.viralclip.contracts.Sha256;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRegionTest {

    private static final int SIZE = 300_000;

    @TempDir
    private Path directory;

    private Payload.File file;

    @BeforeEach
    void write() throws Exception {
        var path = Files.write(
                directory.resolve("clip.mp4"), "0123456789".repeat(SIZE / 10).getBytes(UTF_8));
        file = new Payload.File(path, SIZE, new Sha256("0".repeat(64)));
    }

    @Test
    void givesItsStretchOfTheFileEachTimeAnew() throws Exception {
        try (var region = new FileRegion(file, 5, 10)) {
            assertThat(new String(region.newStream().readNBytes(3), UTF_8)).isEqualTo("567");
            assertThat(new String(region.newStream().readAllBytes(), UTF_8)).isEqualTo("5678901234");
        }
    }

    @Test
    void aFileThatIsCutWhileItIsReadIsUnreadableAndNotJustShort() throws Exception {
        try (var region = FileRegion.all(file)) {
            var stream = region.newStream();
            assertThat(stream.readNBytes(10)).hasSize(10);
            try (var cut = new RandomAccessFile(file.path().toFile(), "rw")) {
                cut.setLength(SIZE / 2);
            }
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(FileRegion.Unreadable.class);
        }
    }

    @Test
    void anInterruptDoesNotMakeTheFileUnreadable() throws Exception {
        try (var region = FileRegion.all(file)) {
            Thread.currentThread().interrupt();
            assertThat(region.newStream().readAllBytes()).hasSize(SIZE);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
