package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.UrlSigner;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.highlights.Readers;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.file.Sources;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A clip under a root, and what delivers it into a store. */
abstract class OneDelivery {

    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    static final byte[] MP4 = ValidMedia.mp4(300_012);
    static final byte[] JPEG = ValidMedia.jpeg(60);

    @TempDir
    Path temp;

    final InMemoryObjectStore store = new InMemoryObjectStore();
    final List<Object> told = new ArrayList<>();
    Path root;
    Path video;
    Path thumbnail;
    ClipDelivery delivery;

    @BeforeEach
    void build() throws IOException {
        root = Files.createDirectories(temp.resolve("media")).toRealPath();
        video = Files.write(root.resolve("clip.mp4"), MP4);
        thumbnail = Files.write(root.resolve("clip.jpg"), JPEG);
        delivery = withPermits(new UploadPermits(4, Long.MAX_VALUE, () -> NOON, event -> {}));
    }

    ClipDelivery withPermits(UploadPermits permits) {
        return with(permits, key -> new PresignedUrl(URI.create("https://store.example/" + key), NOON.plusSeconds(60)));
    }

    ClipDelivery with(UploadPermits permits, UrlSigner signer) {
        return new ClipDelivery(
                Sources.under(root),
                new ClipUploader(store, Deliveries.PROPERTIES.cacheControl(), () -> NOON),
                new Steps(permits, Readers.writing(store), told::add),
                signer,
                new FailurePolicy(Deliveries.PROPERTIES, () -> NOON, () -> 0),
                Readers.NO_PURGE);
    }

    RenderedClip clip(Sha256 ofVideo, Sha256 ofThumbnail) {
        return OneClip.rendered(media(video, ofVideo), Optional.of(media(thumbnail, ofThumbnail)), NOON);
    }

    static RenderedMedia media(Path file, Sha256 sha256) {
        return new RenderedMedia(file.toUri(), Optional.empty(), Optional.of(sha256));
    }

    static Sha256 sha256(byte[] bytes) throws Exception {
        return new Sha256(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }
}
