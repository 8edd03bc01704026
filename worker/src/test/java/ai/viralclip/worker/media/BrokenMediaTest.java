package ai.viralclip.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are cut off anywhere, or have wrong bytes in them. */
class BrokenMediaTest extends MediaForms {

    static Stream<Path> videos() throws IOException {
        return flavours().filter(file -> kind(file) == MediaKind.VIDEO);
    }

    /** A writer that is killed leaves such files; a fragmented one may be played up to its last whole box. */
    @ParameterizedTest
    @MethodSource("videos")
    void noVideoThatIsCutOffAnywhereIsTakenUnlessBetweenTwoOfItsBoxes(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += length < 1_000 ? 1 : 17) {
            Optional<String> flaw = flaw(Arrays.copyOf(whole, length), MediaKind.VIDEO);
            if (flaw.isEmpty()) {
                assertThat(isBetweenBoxes(whole, length)).as("cut to " + length).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void noThumbnailThatIsCutOffAnywhereIsTaken(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0;
                kind(file) == MediaKind.THUMBNAIL && length < whole.length;
                length += length < 1_000 ? 1 : 17) {
            assertThat(flaw(Arrays.copyOf(whole, length), MediaKind.THUMBNAIL))
                    .as("cut to " + length)
                    .isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("flavours")
    void bytesThatAreFlippedMakeAnAnswerAndNoDefect(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(13);
        for (int round = 0; round < 500; round++) {
            byte[] flipped = whole.clone();
            for (int i = 0; i <= round % 4; i++) {
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
            }
            assertThat(flaw(flipped, kind(file)).orElse("")).matches("[\\x20-\\x7e]*");
        }
    }

    private static boolean isBetweenBoxes(byte[] whole, int length) {
        long at = 0;
        while (at < length) {
            long size = ByteBuffer.wrap(whole).getInt((int) at);
            at = size == 0 ? length : at + size;
        }
        return at == length;
    }
}
