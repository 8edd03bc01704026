package ai.viralclip.worker.media;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.SourceFiles.SourceUnresponsive;
import ai.viralclip.worker.media.MediaFailure.ChecksumMismatch;
import ai.viralclip.worker.media.MediaFailure.Missing;
import ai.viralclip.worker.media.MediaFailure.SizeMismatch;
import ai.viralclip.worker.media.MediaFailure.TooLarge;
import ai.viralclip.worker.media.MediaFailure.Unresponsive;
import ai.viralclip.worker.media.MediaFailure.WrongMagicBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Media in files that the pipeline and the worker both see, under {@code clip.media.file-roots}. */
final class FileMediaSource implements MediaSource {

    private final Mounts mounts;
    private final FileRoots roots;
    private final long maxBytes;

    /** @param maxBytes that any media may have */
    FileMediaSource(Mounts mounts, long maxBytes) {
        this.mounts = mounts;
        this.roots = new FileRoots(mounts);
        this.maxBytes = maxBytes;
    }

    @Override
    public long sizeBytes(RenderedMedia announced, MediaKind kind) throws MediaException {
        if (announced.sizeBytes().isEmpty()) {
            return look(announced, kind).sizeBytes();
        }
        requireWithinMax(announced, announced.sizeBytes().get());
        return announced.sizeBytes().get();
    }

    @Override
    public CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException {
        Look.File found = look(announced, kind);
        Path path = found.path();
        try {
            Sha256 sha256 = announced.sha256().isPresent() ? announced.sha256().get() : hash(path, found.sizeBytes());
            return new CheckedMedia(kind, path, found.sizeBytes(), sha256, found.modifiedAt());
        } catch (IOException e) {
            throw unreadable(announced.uri().getRawPath(), e);
        }
    }

    private Look.File look(RenderedMedia announced, MediaKind kind) throws MediaException {
        try {
            Look.File found = roots.find(announced.uri(), kind);
            requireSize(found.path(), announced, found.sizeBytes());
            requireWithinMax(announced, found.sizeBytes());
            if (found.flaw().isPresent()) {
                throw new MediaException(new WrongMagicBytes(found.path().getFileName() + " is no whole "
                        + kind.contentType() + ": " + found.flaw().get()));
            }
            return found;
        } catch (IOException e) {
            throw unreadable(announced.uri().getRawPath(), e);
        }
    }

    private void requireWithinMax(RenderedMedia announced, long bytes) throws MediaException {
        if (bytes > maxBytes) {
            throw new MediaException(new TooLarge(announced.uri().getRawPath() + " has " + bytes + " bytes, more than "
                    + maxBytes + " (clip.media.max-bytes)"));
        }
    }

    @Override
    public void lookAgain(CheckedMedia media) throws MediaException {
        Path path = media.path();
        try {
            BasicFileAttributes now = attributes(path);
            boolean unchanged =
                    now.lastModifiedTime().toInstant().equals(media.modifiedAt()) && now.size() == media.sizeBytes();
            if (unchanged) {
                requireHash(path, media, hash(path, media.sizeBytes()));
            }
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private void requireHash(Path path, CheckedMedia media, Sha256 found) throws IOException, MediaException {
        if (!found.equals(media.sha256())
                && attributes(path).lastModifiedTime().toInstant().equals(media.modifiedAt())) {
            throw new MediaException(new ChecksumMismatch(
                    path.getFileName() + " has sha256 " + found + ", announced was " + media.sha256()));
        }
    }

    private BasicFileAttributes attributes(Path path) throws IOException {
        Mount mount = mounts.of(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        return mount.call(path, () -> Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
    }

    private static MediaException unreadable(String path, IOException e) {
        return switch (e) {
            case SourceUnresponsive hangs ->
                new MediaException(new Unresponsive(String.valueOf(hangs.getMessage())), hangs);
            case NoSuchFileException _ -> new MediaException(new Missing(path + " is not there"), e);
            case AccessDeniedException denied ->
                new MediaException(
                        new Missing(path + " cannot be read: the worker has no permission to read " + denied.getFile()),
                        denied);
            default -> new MediaException(new Missing(path + " cannot be read"), e);
        };
    }

    private static void requireSize(Path path, RenderedMedia announced, long found) throws MediaException {
        long size = announced.sizeBytes().orElse(found);
        if (size != found) {
            throw new MediaException(
                    new SizeMismatch(path.getFileName() + " has " + found + ", not " + size + " bytes as announced"));
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // No priority is meant: see the yield.
    private Sha256 hash(Path path, long sizeBytes) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[Math.clamp(sizeBytes, 1, Mounts.BLOCK_BYTES)];
        try (InputStream in = mounts.open(path, sizeBytes, 0)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
                // Hashing never blocks, and virtual threads are not preempted: a huge file would hold its carrier for
                // seconds.
                Thread.yield();
            }
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
