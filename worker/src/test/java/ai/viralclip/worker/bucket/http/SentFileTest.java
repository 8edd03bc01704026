package ai.viralclip.worker.bucket.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.BucketEvent;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** How much of a file was sent. */
class SentFileTest {

    private final List<BucketEvent> told = new ArrayList<>();

    private static final SourceBytes BYTES = new SourceBytes() {

        @Override
        public InputStream open(long offset) {
            return new ByteArrayInputStream(new byte[(int) (100 - offset)]);
        }

        @Override
        public boolean isNear() {
            return true;
        }
    };

    private SentFile begin() {
        return SentFile.begin("k", new Payload.Streamed(BYTES, 100, new Sha256("0".repeat(64))), told::add);
    }

    @Test
    void partsCountTogether() throws IOException {
        try (SentFile file = begin();
                InputStream first = file.open(0);
                InputStream second = file.open(50)) {
            first.readNBytes(30);
            second.readNBytes(20);
            first.read();
            assertThat(sent().getAsLong()).isEqualTo(51);
        }
    }

    @Test
    void whatIsSentAgainCountsOnce() throws IOException {
        try (SentFile file = begin()) {
            file.open(0).readAllBytes();
            assertThat(sent().getAsLong()).isEqualTo(100);
            InputStream again = file.open(0);
            assertThat(sent().getAsLong()).isZero();
            again.readNBytes(10);
            assertThat(sent().getAsLong()).isEqualTo(10);
        }
    }

    @Test
    void itsBeginningAndItsEndAreTold() throws IOException {
        try (SentFile file = begin()) {
            file.open(0).readAllBytes();
            assertThat(told).hasSize(1);
        }
        assertThat(told.getLast()).isEqualTo(new BucketEvent.PutEnded("k"));
    }

    private LongSupplier sent() {
        return ((BucketEvent.PutBegan) told.getFirst()).sentBytes();
    }
}
