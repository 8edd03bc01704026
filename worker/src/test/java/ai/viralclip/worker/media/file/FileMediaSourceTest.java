package ai.viralclip.worker.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file must be to be sent. */
class FileMediaSourceTest extends FilesUnderARoot {
    private static final byte[] JPEG = ValidMedia.jpeg(60);

    @Test
    void opensAVideoAndSaysItsSizeAndHash() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);

        CheckedMedia media = source.open(announced(file.toUri(), MP4), MediaKind.VIDEO);

        Instant modified = Files.getLastModifiedTime(file).toInstant();
        assertThat(media.kind()).isEqualTo(MediaKind.VIDEO);
        assertThat(media.sha256()).isEqualTo(sha256(MP4));
        assertThat(found(media)).isEqualTo(new Look.File(file, MP4.length, modified, Optional.empty()));
    }

    @Test
    void opensAThumbnailOfWhichNothingWasAnnouncedButItsPlace() throws Exception {
        Path file = Files.write(root.resolve("clip.jpg"), JPEG);

        assertThat(source.open(at(file.toUri()), MediaKind.THUMBNAIL).sha256()).isEqualTo(sha256(JPEG));
    }

    @Test
    void aFileThatIsNotThereIsMissing() {
        assertThat(failure(at(root.resolve("later.mp4").toUri()))).isInstanceOf(MediaFailure.Missing.class);
    }

    /** Root reads what others may not. */
    @Test
    void aFolderOnTheWayThatMayNotBeReadMayBeReadableLater() throws IOException {
        Path closed = Files.createDirectory(root.resolve("closed"));
        Files.write(closed.resolve("clip.mp4"), MP4);
        assumeTrue(closed.toFile().setExecutable(false, false) && !Files.isExecutable(closed));

        assertThat(failure(at(closed.resolve("clip.mp4").toUri()))).isInstanceOf(MediaFailure.Missing.class);
    }

    @Test
    void aPipeIsNotAllowedAndNotOpened() throws Exception {
        Path pipe = Pipes.make(root.resolve("pipe.mp4"));

        assertThat(failure(at(pipe.toUri()))).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @Test
    void aFolderIsNotAllowed() {
        assertThat(failure(at(root.toUri()))).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @Test
    void firstBytesOfAnotherFormatAreWrongEvenWithTheRightSizeAndHash() throws IOException {
        Path file = Files.write(root.resolve("clip.mp4"), JPEG);

        assertThat(failure(announced(file.toUri(), JPEG))).isInstanceOf(MediaFailure.WrongMagicBytes.class);
    }

    @Test
    void anEmptyFileIsNoVideo() throws IOException {
        Path file = Files.write(root.resolve("clip.mp4"), new byte[0]);

        assertThat(failure(at(file.toUri()))).isInstanceOf(MediaFailure.WrongMagicBytes.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void anotherSizeThanAnnouncedIsAMismatch(long difference) throws IOException {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        RenderedMedia announced =
                new RenderedMedia(file.toUri(), Optional.of(MP4.length + difference), Optional.empty());

        assertThat(failure(announced)).isInstanceOf(MediaFailure.SizeMismatch.class);
    }

    @Test
    void anotherHashThanAnnouncedIsAMismatchWhereTheFileStayedAsItWas() throws Exception {
        CheckedMedia media = source.open(otherHash(Files.write(root.resolve("clip.mp4"), MP4)), MediaKind.VIDEO);

        MediaException found = catchThrowableOfType(
                MediaException.class, () -> media.secondLook().lookAgain());

        assertThat(found.failure()).isInstanceOf(MediaFailure.ChecksumMismatch.class);
    }

    @Test
    void aFileThatChangedSinceItWasOpenedIsWorthAnotherAttempt() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        CheckedMedia media = source.open(otherHash(file), MediaKind.VIDEO);
        Files.setLastModifiedTime(file, FileTime.from(found(media).modifiedAt().plusSeconds(1)));

        assertThatCode(() -> media.secondLook().lookAgain()).doesNotThrowAnyException();
    }

    @Test
    void aFileThatIsRightAfterAllIsWorthAnotherAttempt() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        CheckedMedia media = source.open(announced(file.toUri(), MP4), MediaKind.VIDEO);

        assertThatCode(() -> media.secondLook().lookAgain()).doesNotThrowAnyException();
    }

    @Test
    void aFileThatVanishedSinceItWasOpenedIsMissing() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        CheckedMedia media = source.open(announced(file.toUri(), MP4), MediaKind.VIDEO);
        Files.delete(file);

        MediaException found = catchThrowableOfType(
                MediaException.class, () -> media.secondLook().lookAgain());

        assertThat(found.failure()).isInstanceOf(MediaFailure.Missing.class);
    }

    @Test
    void tooLargeIsWhatIsAnnouncedSoAndWhatIsSo() throws Exception {
        Path huge = root.resolve("sparse.mp4");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.write(ValidMedia.mp4Head(MAX_BYTES + 1));
            file.setLength(MAX_BYTES + 1);
        }
        RenderedMedia announced = new RenderedMedia(huge.toUri(), Optional.of(MAX_BYTES + 1), Optional.empty());

        for (RenderedMedia media : List.of(announced, at(huge.toUri()))) {
            MediaException refused =
                    catchThrowableOfType(MediaException.class, () -> source.sizeBytes(media, MediaKind.VIDEO));
            assertThat(refused.failure())
                    .isEqualTo(new MediaFailure.TooLarge(
                            huge + " has 1073741825 bytes, more than 1073741824 (clip.media.max-bytes)"));
            assertThat(failure(media)).isEqualTo(refused.failure());
        }
    }

    @Test
    void aSizeIsLookedUpOnlyWhereNoneWasAnnounced() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        assertThat(source.sizeBytes(at(file.toUri()), MediaKind.VIDEO)).isEqualTo(MP4.length);
        RenderedMedia announced = new RenderedMedia(file.toUri(), Optional.of(7L), Optional.empty());
        assertThat(source.sizeBytes(announced, MediaKind.VIDEO)).isEqualTo(7);
    }

    private static RenderedMedia otherHash(Path file) {
        return new RenderedMedia(file.toUri(), Optional.empty(), Optional.of(sha256(JPEG)));
    }
}
