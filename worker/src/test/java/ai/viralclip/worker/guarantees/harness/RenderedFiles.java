package ai.viralclip.worker.guarantees.harness;

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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

/**
 * A pipeline's output: files of the form of an MP4 or a JPEG, filled with bytes of chance, and the events that announce
 * them.
 */
public final class RenderedFiles {

    private static final HexFormat HEX = HexFormat.of();
    private static final int THUMBNAIL_BYTES = 2_000;
    private static final int CHUNK = 1024 * 1024;

    private final Path directory;
    private final Random random;

    public RenderedFiles(Path directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
    }

    /** Renders a clip of so many bytes, with a thumbnail. */
    public ClipRendered render(String uid, String runId, String style, int n, long videoBytes) {
        String name = "%s-%s-%s-%d-%08x".formatted(uid, runId, style, n, random.nextInt());
        RenderedMedia video = media(video(directory.resolve(name + ".mp4"), videoBytes));
        RenderedMedia thumbnail = media(thumbnail(directory.resolve(name + ".jpg")));
        return announce(uid, runId, style, n, video, Optional.of(thumbnail));
    }

    public ClipRendered announce(
            String uid, String runId, String style, int n, RenderedMedia video, Optional<RenderedMedia> thumbnail) {
        Highlight highlight = new Highlight(
                n,
                "Highlight " + n,
                Optional.of("What happens in " + n),
                new Timecode("00:00:10"),
                new Timecode("00:00:20.500"),
                Optional.of(10.5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new ClipRendered(
                new Uid(uid),
                new RunId(runId),
                "https://videos.example/" + runId,
                Optional.of("A talk"),
                Optional.empty(),
                new Style(style),
                highlight,
                video,
                thumbnail);
    }

    /** Where a file of this name would lie. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /** What the pipeline would announce of this file. */
    public static RenderedMedia media(Path file) {
        try {
            return new RenderedMedia(file.toUri(), Optional.of(Files.size(file)), Optional.of(sha256(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Sha256 sha256(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return new Sha256(HEX.formatHex(digest.getMessageDigest().digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Path video(Path file, long bytes) {
        return write(file, ValidMedia.mp4Head(bytes), bytes, new byte[0]);
    }

    private Path thumbnail(Path file) {
        return write(file, ValidMedia.jpegHead(), THUMBNAIL_BYTES, ValidMedia.jpegTail());
    }

    private Path write(Path file, byte[] head, long bytes, byte[] tail) {
        byte[] chunk = new byte[(int) Math.min(CHUNK, bytes)];
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            for (long left = bytes - head.length - tail.length; left > 0; left -= chunk.length) {
                random.nextBytes(chunk);
                out.write(chunk, 0, (int) Math.min(chunk.length, left));
            }
            out.write(tail);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
