package ai.viralclip.worker.media;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.media.MediaFailure.ChecksumMismatch;
import ai.viralclip.worker.media.MediaFailure.Missing;
import ai.viralclip.worker.media.MediaFailure.SizeMismatch;
import ai.viralclip.worker.media.MediaFailure.WrongMagicBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Media in files that the pipeline and the worker both see, under {@code clip.media.file-roots}. */
final class FileMediaSource implements MediaSource {

    private static final int CHUNK_BYTES = 128 * 1024;

    private final FileRoots roots;

    FileMediaSource(FileRoots roots) {
        this.roots = roots;
    }

    @Override
    public CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException {
        Path path = roots.resolve(announced.uri());
        CheckedMedia found = read(path, kind, announced.sizeBytes().orElse(Long.MAX_VALUE));
        requireAnnounced(announced, found);
        return found;
    }

    @SuppressWarnings("ThreadPriorityCheck") // No priority is meant: see the yield.
    private static CheckedMedia read(Path path, MediaKind kind, long announcedBytes) throws MediaException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        long size = 0;
        // The link was resolved before: one that appears at this name only now is not followed.
        try (InputStream in = Files.newInputStream(path, READ, NOFOLLOW_LINKS)) {
            for (int n = in.readNBytes(chunk, 0, chunk.length); n > 0; n = in.readNBytes(chunk, 0, chunk.length)) {
                if (size == 0) {
                    requireMagicBytes(path, kind, chunk, n);
                }
                digest.update(chunk, 0, n);
                size += n;
                if (size > announcedBytes) {
                    break;
                }
                // Hashing never blocks, and virtual threads are not preempted: a huge file would hold its carrier for
                // seconds.
                Thread.yield();
            }
        } catch (IOException e) {
            throw new MediaException(new Missing(path + " cannot be read"), e);
        }
        if (size == 0) {
            requireMagicBytes(path, kind, chunk, 0);
        }
        return new CheckedMedia(kind, path, size, new Sha256(HexFormat.of().formatHex(digest.digest())));
    }

    private static void requireMagicBytes(Path path, MediaKind kind, byte[] head, int length) throws MediaException {
        if (!kind.startsWith(head, Math.min(length, MediaKind.HEAD_BYTES))) {
            throw new MediaException(
                    new WrongMagicBytes(path.getFileName() + " does not begin like " + kind.contentType()));
        }
    }

    private static void requireAnnounced(RenderedMedia announced, CheckedMedia found) throws MediaException {
        long size = announced.sizeBytes().orElse(found.sizeBytes());
        if (size != found.sizeBytes()) {
            String actual = found.sizeBytes() > size ? "more than " + size : found.sizeBytes() + ", not " + size;
            throw new MediaException(
                    new SizeMismatch(found.path().getFileName() + " has " + actual + " bytes as announced"));
        }
        Sha256 sha256 = announced.sha256().orElse(found.sha256());
        if (!sha256.equals(found.sha256())) {
            throw new MediaException(new ChecksumMismatch(
                    found.path().getFileName() + " has sha256 " + found.sha256() + ", announced was " + sha256));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
