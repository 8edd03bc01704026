package ai.viralclip.worker.bench;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.local.ValidMedia;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

/**
 * Files of the form of an MP4 or a JPEG, and the events that announce them. Many events may announce one file: what is
 * measured is the sender, not the disk, so all of them are in the page cache.
 */
final class Media {

    /** A thumbnail of 720 × 1280 pixels has about this size. */
    static final int THUMBNAIL_BYTES = 60 * 1024;

    private static final HexFormat HEX = HexFormat.of();

    private final Path directory;
    private final Random random = new Random(7);

    Media(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    RenderedMedia video(String name, int bytes) {
        return write(name + ".mp4", ValidMedia.mp4Head(bytes), bytes, new byte[0]);
    }

    RenderedMedia thumbnail(String name) {
        return write(name + ".jpg", ValidMedia.jpegHead(), THUMBNAIL_BYTES, ValidMedia.jpegTail());
    }

    /** One whose media data are zeros that take no room on the disk. */
    RenderedMedia hugeVideo(String name, long bytes) {
        Path file = directory.resolve(name + ".mp4");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(ValidMedia.mp4Head(bytes));
            out.setLength(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return announce(file);
    }

    /** One clip of a run. */
    static ClipRendered clip(String uid, String run, int n, RenderedMedia video, Optional<RenderedMedia> thumbnail) {
        Highlight highlight = new Highlight(
                n,
                "Highlight " + n,
                Optional.of("What happens in highlight " + n + ", in a sentence or two, as a pipeline would say it."),
                new Timecode("00:00:10"),
                new Timecode("00:00:20.500"),
                Optional.of(10.5),
                Optional.empty(),
                Optional.empty(),
                Optional.of("question"),
                Optional.empty());
        return new ClipRendered(
                new Uid(uid),
                new RunId(run),
                "https://videos.example/" + run,
                Optional.of("A talk"),
                Optional.empty(),
                new Style("split"),
                highlight,
                video,
                thumbnail);
    }

    private RenderedMedia write(String name, byte[] head, int bytes, byte[] tail) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy(tail, 0, content, bytes - tail.length, tail.length);
        try {
            return announce(Files.write(directory.resolve(name), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RenderedMedia announce(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[1 << 20];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            Sha256 sha256 = new Sha256(HEX.formatHex(digest.digest()));
            return new RenderedMedia(file.toUri(), Optional.of(Files.size(file)), Optional.of(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
