package ai.viralclip.worker.bucket.s3.puts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.bucket.s3.answers.Wire;
import ai.viralclip.worker.bucket.s3.puts.PartReader.FilePart;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartReaderTest {

    private static final Sha256 OTHER_HASH = new Sha256("0".repeat(64));
    private static final long MIB = 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void partsAreEqualButTheLastWhichIsNotLonger() throws Exception {
        var parts = parts(file(25));
        assertThat(parts).extracting(FilePart::number).containsExactly(1, 2, 3);
        assertThat(parts).extracting(FilePart::offset).containsExactly(0L, 10L, 20L);
        assertThat(parts).extracting(FilePart::length).containsExactly(10L, 10L, 5L);
        assertThat(parts(file(20))).hasSize(2);
    }

    @Test
    void theLastPartIsNotGivenOutBeforeTheWholeFileIsProved() throws Exception {
        var file = file(25);
        try (var reader = PartReader.open("a/key", with(file, 25, OTHER_HASH), 10)) {
            assertThat(reader.count()).isEqualTo(3);
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isPresent();
            assertThat(catchThrowableOfType(StoreException.class, reader::next).failure())
                    .isInstanceOf(StoreFailure.BadDigest.class);
        }
    }

    @Test
    void thePartSizeGrowsWithTheFileSoThatTenThousandPartsAreEnough() {
        assertThat(PartReader.partBytes(10_000 * 16 * MIB, 16 * MIB)).isEqualTo(16 * MIB);
        assertThat(PartReader.partBytes(10_000 * 16 * MIB + 1, 16 * MIB)).isEqualTo(17 * MIB);
        assertThat(PartReader.partBytes(200, 16 * MIB)).isEqualTo(16 * MIB);
    }

    @Test
    void aFileThatIsNotTheAnnouncedOneIsToldFromOneThatCannotBeRead() throws Exception {
        var file = file(25);
        assertThat(failure(with(file, 25, OTHER_HASH))).isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(failure(with(file, 24, file.sha256()))).isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(failure(with(file, 26, file.sha256())))
                .isEqualTo(new StoreFailure.SourceUnreadable("put a/key: EOFException"));
        assertThat(failure(PlainFile.of(directory.resolve("none"), 25, file.sha256())))
                .isEqualTo(new StoreFailure.SourceUnreadable("put a/key: FileNotFoundException"));
    }

    private static Payload.Streamed with(Payload.Streamed file, long size, Sha256 sha256) {
        return new Payload.Streamed(file.bytes(), size, sha256);
    }

    private static StoreFailure failure(Payload.Streamed file) {
        return catchThrowableOfType(StoreException.class, () -> parts(file)).failure();
    }

    private static List<FilePart> parts(Payload.Streamed file) throws StoreException {
        var parts = new ArrayList<FilePart>();
        try (var reader = PartReader.open("a/key", file, 10)) {
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                parts.add(part.get());
            }
        }
        return parts;
    }

    private Payload.Streamed file(int size) throws Exception {
        var content = new byte[size];
        var path = Files.write(directory.resolve("clip-" + size), content);
        return PlainFile.of(path, size, Wire.sha256(ByteBuffer.wrap(content)));
    }
}
