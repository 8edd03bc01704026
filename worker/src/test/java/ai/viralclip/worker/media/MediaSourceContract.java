package ai.viralclip.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.local.ValidMedia;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link MediaSource} does. Passed by each one, at a {@link MediaPlace} of its own. */
public interface MediaSourceContract {

    /** More than any look takes. */
    byte[] VIDEO = ValidMedia.mp4(300_012);

    byte[] LATER = ValidMedia.mp4(300_013);

    MediaPlace place();

    @AfterEach
    default void leave() throws IOException {
        place().close();
    }

    @Test
    default void whatIsThereIsOpenedAsItWasAnnounced() throws Exception {
        CheckedMedia media = open(announced(place().put("clip.mp4", VIDEO), VIDEO));

        assertThat(media.kind()).isEqualTo(MediaKind.VIDEO);
        assertThat(media.sizeBytes()).isEqualTo(VIDEO.length);
        assertThat(media.sha256()).isEqualTo(sha256(VIDEO));
    }

    @Test
    default void sizeAndHashAreFoundWhereTheyWereNotAnnounced() throws Exception {
        RenderedMedia bare = bare(place().put("clip.mp4", VIDEO));

        assertThat(place().source().sizeBytes(bare, MediaKind.VIDEO)).isEqualTo(VIDEO.length);
        assertThat(open(bare).sha256()).isEqualTo(sha256(VIDEO));
    }

    @Test
    default void itsBytesAreReadFromAnywhereAndAgain() throws Exception {
        SourceBytes bytes = bytes(open(announced(place().put("clip.mp4", VIDEO), VIDEO)));

        for (int from : new int[] {0, 1, 65_536, VIDEO.length - 1, 0}) {
            try (var in = bytes.open(from)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(VIDEO, from, VIDEO.length));
            }
        }
    }

    @Test
    default void whatIsReplacedIsNeverReadAsIfItWereTheSame() throws Exception {
        SourceBytes bytes = bytes(open(announced(place().put("clip.mp4", VIDEO), VIDEO)));
        place().put("clip.mp4", LATER);

        assertThatIOException().isThrownBy(() -> {
            try (var in = bytes.open(10)) {
                in.readAllBytes();
            }
        });
    }

    @Test
    default void whatIsNotThereIsMissing() throws Exception {
        URI uri = place().put("clip.mp4", VIDEO);
        place().put("another.mp4", VIDEO);
        place().remove("clip.mp4");

        assertThat(failure(bare(uri))).isInstanceOf(MediaFailure.Missing.class);
    }

    @Test
    default void whatNoEventMayNameIsNotAllowed() throws Exception {
        assertThat(failure(bare(place().notAllowed()))).isInstanceOf(MediaFailure.NotAllowed.class);
    }

    @Test
    default void whatIsNoVideoIsBroken() throws Exception {
        byte[] jpeg = ValidMedia.jpeg(300);

        assertThat(failure(announced(place().put("clip.mp4", jpeg), jpeg)))
                .isInstanceOf(MediaFailure.WrongMagicBytes.class);
        assertThat(failure(bare(place().put("empty.mp4", new byte[0]))))
                .isInstanceOf(MediaFailure.WrongMagicBytes.class);
    }

    @Test
    default void anotherSizeThanAnnouncedIsAMismatch() throws Exception {
        RenderedMedia other =
                new RenderedMedia(place().put("clip.mp4", VIDEO), Optional.of(VIDEO.length + 1L), Optional.empty());

        assertThat(failure(other)).isInstanceOf(MediaFailure.SizeMismatch.class);
    }

    @Test
    default void anotherHashIsAMismatchWhereTheMediaStayedAsItWas() throws Exception {
        CheckedMedia media = open(otherHash(place().put("clip.mp4", VIDEO)));

        assertThat(catchThrowableOfType(
                                MediaException.class, () -> media.secondLook().lookAgain())
                        .failure())
                .isInstanceOf(MediaFailure.ChecksumMismatch.class);
    }

    @Test
    default void mediaThatChangedSinceIsWorthAnotherAttempt() throws Exception {
        CheckedMedia media = open(otherHash(place().put("clip.mp4", VIDEO)));
        place().put("clip.mp4", LATER);

        assertThatCode(() -> media.secondLook().lookAgain()).doesNotThrowAnyException();
    }

    @Test
    default void whatDoesNotAnswerIsUnresponsive() throws Exception {
        URI uri = place().put("clip.mp4", VIDEO);
        place().hang();

        assertThat(failure(bare(uri))).isInstanceOf(MediaFailure.Unresponsive.class);
    }

    private CheckedMedia open(RenderedMedia announced) throws MediaException {
        return place().source().open(announced, MediaKind.VIDEO);
    }

    private MediaFailure failure(RenderedMedia announced) {
        MediaException failed = catchThrowableOfType(MediaException.class, () -> open(announced));
        assertThat(failed).isNotNull();
        return failed.failure();
    }

    private static SourceBytes bytes(CheckedMedia media) {
        return ((Payload.Streamed) media.content()).bytes();
    }

    private static RenderedMedia bare(URI uri) {
        return new RenderedMedia(uri, Optional.empty(), Optional.empty());
    }

    private static RenderedMedia announced(URI uri, byte[] bytes) {
        return new RenderedMedia(uri, Optional.of((long) bytes.length), Optional.of(sha256(bytes)));
    }

    private static RenderedMedia otherHash(URI uri) {
        return new RenderedMedia(uri, Optional.empty(), Optional.of(sha256(new byte[0])));
    }

    private static Sha256 sha256(byte[] bytes) {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
