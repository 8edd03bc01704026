package ai.viralclip.worker.bucket.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.bucket.BucketEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** How much of a file was sent. */
class SentFileTest {

    private static final Path FILE = Path.of("clip.mp4");

    private final List<BucketEvent> told = new ArrayList<>();
    private final SentFile.Source source = new SentFile.Source(
            (_, size, offset) -> new ByteArrayInputStream(new byte[(int) (size - offset)]), told::add);

    @Test
    void partsCountTogether() throws IOException {
        try (SentFile file = source.begin("k", 100);
                InputStream first = file.open(FILE, 100, 0);
                InputStream second = file.open(FILE, 100, 50)) {
            first.readNBytes(30);
            second.readNBytes(20);
            first.read();
            assertThat(sent().getAsLong()).isEqualTo(51);
        }
    }

    @Test
    void whatIsSentAgainCountsOnce() throws IOException {
        try (SentFile file = source.begin("k", 100)) {
            file.open(FILE, 100, 0).readAllBytes();
            assertThat(sent().getAsLong()).isEqualTo(100);
            InputStream again = file.open(FILE, 100, 0);
            assertThat(sent().getAsLong()).isZero();
            again.readNBytes(10);
            assertThat(sent().getAsLong()).isEqualTo(10);
        }
    }

    @Test
    void itsBeginningAndItsEndAreTold() throws IOException {
        try (SentFile file = source.begin("k", 100)) {
            file.open(FILE, 100, 0).readAllBytes();
            assertThat(told).hasSize(1);
        }
        assertThat(told.getLast()).isEqualTo(new BucketEvent.PutEnded("k"));
    }

    private LongSupplier sent() {
        return ((BucketEvent.PutBegan) told.getFirst()).sentBytes();
    }
}
