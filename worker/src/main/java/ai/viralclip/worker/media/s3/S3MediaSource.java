package ai.viralclip.worker.media.s3;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.source.SourceBytes;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.bucket.source.SourceObjects.Seen;
import ai.viralclip.worker.bucket.source.SourceObjects.Version;
import ai.viralclip.worker.media.Announcement;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.CountedBytes;
import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaHash;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.Peek;
import ai.viralclip.worker.media.S3MediaProperties.Unconfirmed;
import ai.viralclip.worker.media.SourceKind;
import ai.viralclip.worker.media.s3.AllowedBuckets.Allowed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Media in buckets. What is looked at is a version, by its ETag: its form is read under it, and its bytes, and it is
 * copied under it.
 *
 * <p>A copy cannot hash. What the store took of all bytes itself is believed; what it cannot confirm the worker reads
 * and hashes before the store copies it, unless the operator says otherwise ({@link Unconfirmed}).
 */
final class S3MediaSource implements MediaSource {

    /** A look at it costs by the request: the first one holds all of most thumbnails, and of a video what is asked. */
    private static final int BLOCK_BYTES = 64 * 1024;

    private static final int MOST_LOOKS = 32;

    private final AllowedBuckets buckets;
    private final Unconfirmed unconfirmed;
    private final long maxBytes;
    private final MediaEvent.Listener events;

    /** @param maxBytes that any media may have */
    S3MediaSource(AllowedBuckets buckets, Unconfirmed unconfirmed, long maxBytes, MediaEvent.Listener events) {
        this.buckets = buckets;
        this.unconfirmed = unconfirmed;
        this.maxBytes = maxBytes;
        this.events = events;
    }

    @Override
    public long sizeBytes(RenderedMedia announced, MediaKind kind) throws MediaException {
        S3Uri uri = S3Uri.of(announced.uri());
        Allowed from = buckets.of(uri);
        Optional<Long> size = announcement(announced, uri).sizeBytes();
        return size.isPresent() ? size.get() : look(announced, uri, from, kind).sizeBytes();
    }

    @Override
    public CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException {
        S3Uri uri = S3Uri.of(announced.uri());
        Allowed from = buckets.of(uri);
        Version version = look(announced, uri, from, kind);
        try {
            return from.isOwn()
                    ? toBeCopied(announced, kind, from.objects(), version)
                    : toBeSent(announced, kind, from.objects(), version);
        } catch (IOException e) {
            throw S3Failures.of(e);
        }
    }

    private Version look(RenderedMedia announced, S3Uri uri, Allowed from, MediaKind kind) throws MediaException {
        Announcement told = announcement(announced, uri);
        try {
            Seen seen = from.objects().look(uri.bucket(), uri.key(), BLOCK_BYTES);
            told.requireSize(seen.version().sizeBytes());
            told.requireForm(kind, kind.flaw(peek(from.objects(), seen)));
            return seen.version();
        } catch (IOException e) {
            throw S3Failures.of(e);
        }
    }

    private Announcement announcement(RenderedMedia announced, S3Uri uri) {
        return new Announcement(announced, uri.place(), uri.name(), maxBytes);
    }

    private static Peek peek(SourceObjects objects, Seen seen) {
        return new Peek(
                (at, into) -> read(objects, seen, at, into), seen.version().sizeBytes(), BLOCK_BYTES, MOST_LOOKS);
    }

    private static void read(SourceObjects objects, Seen seen, long at, ByteBuffer into) throws IOException {
        int known = seen.first().limit();
        long count = Math.min(into.remaining(), seen.version().sizeBytes() - at);
        if (at + count <= known) {
            into.put(seen.first().slice((int) at, (int) count));
            return;
        }
        try (InputStream in = objects.open(seen.version(), at, count)) {
            into.put(in.readNBytes((int) count));
        }
    }

    private CheckedMedia toBeSent(RenderedMedia announced, MediaKind kind, SourceObjects objects, Version version)
            throws IOException {
        SourceBytes bytes = counted(objects, version);
        Sha256 sha256 = announced.sha256().isPresent() ? announced.sha256().get() : ofAllBytes(objects, version, bytes);
        return new CheckedMedia(
                kind,
                new Payload.Streamed(bytes, version.sizeBytes(), sha256),
                new VersionLook(objects, version, bytes, sha256));
    }

    private CheckedMedia toBeCopied(RenderedMedia announced, MediaKind kind, SourceObjects objects, Version version)
            throws IOException, MediaException {
        SourceBytes bytes = counted(objects, version);
        Sha256 sha256 = known(announced, objects, version, bytes);
        VersionLook second = new VersionLook(objects, version, bytes, sha256);
        if (announced.sha256().isPresent()) {
            second.requireHash(announced.sha256().get());
        }
        return new CheckedMedia(
                kind,
                new Payload.Copied(version.bucket(), version.key(), version.etag(), version.sizeBytes(), sha256),
                second);
    }

    private Sha256 known(RenderedMedia announced, SourceObjects objects, Version version, SourceBytes bytes)
            throws IOException {
        if (announced.sha256().isPresent() && unconfirmed == Unconfirmed.TRUST) {
            return objects.sha256(version).orElse(announced.sha256().get());
        }
        return ofAllBytes(objects, version, bytes);
    }

    private static Sha256 ofAllBytes(SourceObjects objects, Version version, SourceBytes bytes) throws IOException {
        Optional<Sha256> told = objects.sha256(version);
        return told.isPresent() ? told.get() : MediaHash.of(bytes, version.sizeBytes());
    }

    private SourceBytes counted(SourceObjects objects, Version version) {
        return new CountedBytes(new ObjectBytes(objects, version), SourceKind.S3, events);
    }
}
