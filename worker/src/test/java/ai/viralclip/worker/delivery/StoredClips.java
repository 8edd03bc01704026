package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.highlights.PurgedRenderings;
import ai.viralclip.worker.highlights.Readers;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.file.Sources;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** This room's own, for tests of other rooms: Ana's first clip, and the delivery that stores it. */
public final class StoredClips {

    public static final String VIDEO = OneClip.KEY + ".mp4";
    public static final String DOCUMENT = "users/ana/launch/highlights.json";

    private static final byte[] MP4 = ValidMedia.mp4(312);

    private StoredClips() {}

    /**
     * An event whose media lies there.
     *
     * @param root a real path
     */
    public static RenderedClip rendered(Path root, Instant renderedAt) throws IOException {
        Path video = Files.write(root.resolve("clip.mp4"), MP4);
        RenderedMedia media = new RenderedMedia(video.toUri(), Optional.empty(), Optional.of(sha256()));
        return OneClip.rendered(media, Optional.empty(), renderedAt);
    }

    public static ClipDelivery into(ObjectStore store, Path root, PurgedRenderings purged) {
        DeliveryProperties properties = new DeliveryProperties(
                4,
                DataSize.ofGigabytes(1),
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                10,
                Duration.ofMinutes(10),
                "private",
                Duration.ofDays(400));
        Steps steps = new Steps(
                new UploadPermits(4, Long.MAX_VALUE, () -> Instant.EPOCH, event -> {}),
                Readers.writing(store, purged),
                event -> {});
        return new ClipDelivery(
                Sources.under(root),
                new ClipUploader(store, properties.cacheControl(), () -> Instant.parse("2100-01-01T00:00:00Z")),
                steps,
                key -> new PresignedUrl(URI.create("https://store.example/" + key), Instant.EPOCH),
                new FailurePolicy(properties, () -> Instant.EPOCH, () -> 0),
                purged);
    }

    private static Sha256 sha256() {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(MP4)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
