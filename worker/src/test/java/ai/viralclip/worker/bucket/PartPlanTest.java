package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.contracts.Sha256;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartPlanTest {

    private static final long MIB = 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void partsAreEqualButTheLastWhichIsNotLonger() throws Exception {
        var plan = PartPlan.of("a/key", file(25), 10);
        assertThat(plan.parts()).extracting(PartPlan.Part::number).containsExactly(1, 2, 3);
        assertThat(plan.parts()).extracting(PartPlan.Part::offset).containsExactly(0L, 10L, 20L);
        assertThat(plan.parts()).extracting(PartPlan.Part::length).containsExactly(10L, 10L, 5L);
        assertThat(PartPlan.of("a/key", file(20), 10).count()).isEqualTo(2);
    }

    @Test
    void thePartSizeGrowsWithTheFileSoThatTenThousandPartsAreEnough() {
        assertThat(PartPlan.partBytes(10_000 * 16 * MIB, 16 * MIB)).isEqualTo(16 * MIB);
        assertThat(PartPlan.partBytes(10_000 * 16 * MIB + 1, 16 * MIB)).isEqualTo(17 * MIB);
        assertThat(PartPlan.partBytes(200, 16 * MIB)).isEqualTo(16 * MIB);
    }

    @Test
    void aFileThatIsNotTheAnnouncedOneIsToldFromOneThatCannotBeRead() throws Exception {
        var file = file(25);
        var otherHash = new Payload.File(file.path(), 25, new Sha256("0".repeat(64)));
        assertThat(failure(otherHash)).isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(failure(new Payload.File(file.path(), 24, file.sha256())))
                .isInstanceOf(StoreFailure.BadDigest.class);
        assertThat(failure(new Payload.File(file.path(), 26, file.sha256())))
                .isEqualTo(new StoreFailure.SourceUnreadable("put a/key: EOFException"));
        assertThat(failure(new Payload.File(directory.resolve("none"), 25, file.sha256())))
                .isEqualTo(new StoreFailure.SourceUnreadable("put a/key: FileNotFoundException"));
    }

    private static StoreFailure failure(Payload.File file) {
        var e = catchThrowableOfType(StoreException.class, () -> PartPlan.of("a/key", file, 10));
        return e.failure();
    }

    private Payload.File file(int size) throws Exception {
        var content = new byte[size];
        var path = Files.write(directory.resolve("clip-" + size), content);
        return new Payload.File(path, size, Wire.sha256(ByteBuffer.wrap(content)));
    }
}
