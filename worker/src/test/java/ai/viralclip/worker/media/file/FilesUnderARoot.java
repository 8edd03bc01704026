package ai.viralclip.worker.media.file;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.CountedBytes;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of media, and the source that reads it. */
abstract class FilesUnderARoot {

    static final long MAX_BYTES = 1L << 30;
    static final byte[] MP4 = ValidMedia.mp4(300_012);

    @TempDir
    Path temp;

    Path root;
    MediaSource source;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temp.resolve("media")).toRealPath();
        Files.createFile(root.resolve("another.mp4"));
        source = new FileMediaSource(mounts(root), MAX_BYTES, _ -> {});
    }

    static Mounts mounts(Path... roots) {
        return new Mounts(List.of(roots), Duration.ofMinutes(1));
    }

    MediaFailure failure(RenderedMedia media) {
        return catchThrowableOfType(MediaException.class, () -> source.open(media, MediaKind.VIDEO))
                .failure();
    }

    /** As it was found. */
    static Look.File found(CheckedMedia media) {
        CountedBytes counted = (CountedBytes) ((Payload.Streamed) media.content()).bytes();
        return ((OpenedFile) counted.bytes()).found();
    }

    static RenderedMedia at(URI uri) {
        return new RenderedMedia(uri, Optional.empty(), Optional.empty());
    }

    static RenderedMedia announced(URI uri, byte[] bytes) {
        return new RenderedMedia(uri, Optional.of((long) bytes.length), Optional.of(sha256(bytes)));
    }

    static Sha256 sha256(byte[] bytes) {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
