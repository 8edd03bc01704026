package ai.viralclip.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMediaSourceTest {

    private static final byte[] MP4 = HexFormat.of().parseHex("0000001866747970" + "6d703432" + "00".repeat(300_000));
    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ffe000104a464946");

    @TempDir
    Path temp;

    private Path root;
    private MediaSource source;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temp.resolve("media")).toRealPath();
        source = new FileMediaSource(new FileRoots(List.of(root)));
    }

    @Test
    void opensAVideoAndSaysItsSizeAndHash() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);

        CheckedMedia media = source.open(announced(file.toUri(), MP4), MediaKind.VIDEO);

        Instant modified = Files.getLastModifiedTime(file).toInstant();
        assertThat(media).isEqualTo(new CheckedMedia(MediaKind.VIDEO, file, MP4.length, sha256(MP4), modified));
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

    @Test
    void aFolderIsNotAllowed() {
        assertThat(failure(at(root.toUri()))).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "file:ROOT/../outside.mp4",
                "file:ROOT-beside/clip.mp4",
                "file://server/share/clip.mp4",
                "file:relative.mp4",
                "file:ROOT/clip.mp4?x=1",
                "file:ROOT/a%00b.mp4",
                "https://example.com/clip.mp4",
                "s3://bucket/clip.mp4"
            })
    void placesThatAreNotUnderARootAreNotAllowed(String uri) throws IOException {
        Files.write(temp.resolve("outside.mp4"), MP4);

        assertThat(failure(at(URI.create(uri.replace("ROOT", root.toString())))))
                .isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @Test
    void aSymbolicLinkThatLeadsOutOfTheRootIsNotAllowed() throws IOException {
        Path outside = Files.write(temp.resolve("outside.mp4"), MP4);
        Path link = Files.createSymbolicLink(root.resolve("link.mp4"), outside);

        assertThat(failure(at(link.toUri()))).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @Test
    void aSymbolicLinkThatStaysUnderTheRootIsFollowed() throws Exception {
        Path inside = Files.write(root.resolve("inside.mp4"), MP4);
        Path link = Files.createSymbolicLink(root.resolve("link.mp4"), inside);

        assertThat(source.open(at(link.toUri()), MediaKind.VIDEO).path()).isEqualTo(inside);
    }

    @Test
    void aLinkedFolderThatLeadsOutOfTheRootIsNotAllowed() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.write(outside.resolve("clip.mp4"), MP4);
        Files.createSymbolicLink(root.resolve("folder"), outside);

        assertThat(failure(at(root.resolve("folder/clip.mp4").toUri()))).isInstanceOf(MediaFailure.NotAllowed.class);
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

        MediaException found = catchThrowableOfType(MediaException.class, () -> source.lookAgain(media));

        assertThat(found.failure()).isInstanceOf(MediaFailure.ChecksumMismatch.class);
    }

    @Test
    void aFileThatChangedSinceItWasOpenedIsWorthAnotherAttempt() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        CheckedMedia media = source.open(otherHash(file), MediaKind.VIDEO);
        Files.setLastModifiedTime(file, FileTime.from(media.modifiedAt().plusSeconds(1)));

        assertThatCode(() -> source.lookAgain(media)).doesNotThrowAnyException();
    }

    @Test
    void aFileThatIsRightAfterAllIsWorthAnotherAttempt() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        CheckedMedia media = source.open(announced(file.toUri(), MP4), MediaKind.VIDEO);

        assertThatCode(() -> source.lookAgain(media)).doesNotThrowAnyException();
    }

    @Test
    void aFileThatVanishedSinceItWasOpenedIsMissing() throws Exception {
        Path file = Files.write(root.resolve("clip.mp4"), MP4);
        CheckedMedia media = source.open(announced(file.toUri(), MP4), MediaKind.VIDEO);
        Files.delete(file);

        MediaException found = catchThrowableOfType(MediaException.class, () -> source.lookAgain(media));

        assertThat(found.failure()).isInstanceOf(MediaFailure.Missing.class);
    }

    private static RenderedMedia otherHash(Path file) {
        return new RenderedMedia(file.toUri(), Optional.empty(), Optional.of(sha256(JPEG)));
    }

    private MediaFailure failure(RenderedMedia media) {
        return catchThrowableOfType(MediaException.class, () -> source.open(media, MediaKind.VIDEO))
                .failure();
    }

    private static RenderedMedia at(URI uri) {
        return new RenderedMedia(uri, Optional.empty(), Optional.empty());
    }

    private static RenderedMedia announced(URI uri, byte[] bytes) {
        return new RenderedMedia(uri, Optional.of((long) bytes.length), Optional.of(sha256(bytes)));
    }

    private static Sha256 sha256(byte[] bytes) {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
