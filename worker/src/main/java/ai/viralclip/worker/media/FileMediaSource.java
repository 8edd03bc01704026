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
import java.nio.file.attribute.BasicFileAttributes;
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
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            requireMagicBytes(path, kind);
            requireSize(path, announced, found.size());
            Sha256 sha256 = announced.sha256().isPresent() ? announced.sha256().get() : hash(path);
            return new CheckedMedia(
                    kind, path, found.size(), sha256, found.lastModifiedTime().toInstant());
        } catch (IOException e) {
            throw new MediaException(new Missing(path + " cannot be read"), e);
        }
    }

    @Override
    public void lookAgain(CheckedMedia media) throws MediaException {
        Path path = media.path();
        try {
            Sha256 found = hash(path);
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            boolean unchanged =
                    now.lastModifiedTime().toInstant().equals(media.modifiedAt()) && now.size() == media.sizeBytes();
            if (unchanged && !found.equals(media.sha256())) {
                throw new MediaException(new ChecksumMismatch(
                        path.getFileName() + " has sha256 " + found + ", announced was " + media.sha256()));
            }
        } catch (IOException e) {
            throw new MediaException(new Missing(path + " cannot be read"), e);
        }
    }

    private static void requireMagicBytes(Path path, MediaKind kind) throws IOException, MediaException {
        try (InputStream in = read(path)) {
            byte[] head = in.readNBytes(MediaKind.HEAD_BYTES);
            if (!kind.startsWith(head, head.length)) {
                throw new MediaException(
                        new WrongMagicBytes(path.getFileName() + " does not begin like " + kind.contentType()));
            }
        }
    }

    private static void requireSize(Path path, RenderedMedia announced, long found) throws MediaException {
        long size = announced.sizeBytes().orElse(found);
        if (size != found) {
            throw new MediaException(
                    new SizeMismatch(path.getFileName() + " has " + found + ", not " + size + " bytes as announced"));
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // No priority is meant: see the yield.
    private static Sha256 hash(Path path) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = read(path)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
                // Hashing never blocks, and virtual threads are not preempted: a huge file would hold its carrier for
                // seconds.
                Thread.yield();
            }
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /** The link was resolved before: one that appears at this name only now is not followed. */
    private static InputStream read(Path path) throws IOException {
        return Files.newInputStream(path, READ, NOFOLLOW_LINKS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
