package ai.viralclip.worker.media.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.UrlSigner.PresignedUrl;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.bucket.source.SourceStores;
import ai.viralclip.worker.delivery.Attempt;
import ai.viralclip.worker.delivery.Deliveries;
import ai.viralclip.worker.delivery.DeliveryEvent.Asked;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.delivery.UploadLane;
import ai.viralclip.worker.highlights.Readers;
import ai.viralclip.worker.local.ValidMedia;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSource;
import ai.viralclip.worker.media.MediaSources;
import ai.viralclip.worker.media.S3MediaProperties;
import ai.viralclip.worker.media.S3MediaProperties.Unconfirmed;
import ai.viralclip.worker.media.SchemeSource;
import ai.viralclip.worker.media.SourceKind;
import ai.viralclip.worker.tracing.ClipTrace;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bytes that are far are given room by the same permits: their size is known before they are asked for. */
class RemoteSizesTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    /** The most that a small clip may have. */
    private static final long LARGEST_SMALL = 64L * 1024 * 1024;

    private static final long THUMBNAIL = 1_000_000;
    private static final URI VIDEO_IN_S3 = URI.create("s3://renders/in/clip.mp4");
    private static final URI VIDEO_ON_THE_WEB = URI.create("https://pipeline.example/clip.mp4");

    /** In the order in which they happened: a look at an object, a lane asked for, an open. */
    private final List<Object> told = new ArrayList<>();

    private long sizeInTheStore = 1_000_000;

    @Test
    void anAnnouncedSizeIsAskedForToTheByteAndNothingIsLookedAt() throws Exception {
        long most = LARGEST_SMALL - THUMBNAIL;

        deliver(VIDEO_IN_S3, Optional.of(most));
        deliver(VIDEO_IN_S3, Optional.of(most + 1));

        assertThat(told)
                .filteredOn(Asked.class::isInstance)
                .containsExactly(asked(UploadLane.SMALL), asked(UploadLane.LARGE));
        assertThat(told.getFirst()).isEqualTo(asked(UploadLane.SMALL));
    }

    @Test
    void aSizeThatWasNotAnnouncedIsLookedUpBeforeItIsAskedFor() throws Exception {
        sizeInTheStore = LARGEST_SMALL - THUMBNAIL;
        deliver(VIDEO_IN_S3, Optional.empty());
        assertThat(told).startsWith("look at in/clip.mp4", asked(UploadLane.SMALL));

        told.clear();
        sizeInTheStore++;
        deliver(VIDEO_IN_S3, Optional.empty());
        assertThat(told).startsWith("look at in/clip.mp4", asked(UploadLane.LARGE));
    }

    @Test
    void sizesOfDifferentSourcesAreAddedUp() throws Exception {
        deliver(VIDEO_ON_THE_WEB, Optional.of(LARGEST_SMALL));
        assertThat(told).startsWith("size of https", asked(UploadLane.LARGE));
    }

    @Test
    void aClipWhoseSizeCannotBeLookedUpAsksForNothing() throws Exception {
        sizeInTheStore = -1;

        deliver(VIDEO_IN_S3, Optional.empty());

        assertThat(told).containsExactly("look at in/clip.mp4");
    }

    private void deliver(URI video, Optional<Long> announced) throws InterruptedException {
        var store = new InMemoryObjectStore();
        Deliveries.over(
                        store,
                        sources(),
                        key -> new PresignedUrl(URI.create("https://store.example/" + key), NOON),
                        Readers.writing(store),
                        new Deliveries.Clockwork(() -> NOON, () -> 0, Readers.NO_PURGE),
                        event -> {
                            if (event instanceof Asked) {
                                told.add(event);
                            }
                        })
                .deliver(clip(video, announced), Attempt.first());
    }

    private MediaSource sources() {
        var properties = new S3MediaProperties(List.of("renders"), Map.of(), Unconfirmed.TRUST);
        var buckets = AllowedBuckets.of(properties, new SourceStores(new LargeObject(), Map.of()), "clips");
        return new MediaSources(List.of(
                new SchemeSource(SourceKind.S3, new S3MediaSource(buckets, Unconfirmed.TRUST, Long.MAX_VALUE, _ -> {})),
                new SchemeSource(SourceKind.HTTPS, new OnTheWeb())));
    }

    private static Asked asked(UploadLane lane) {
        return new Asked(lane, new Uid("ana"));
    }

    private static RenderedClip clip(URI video, Optional<Long> sizeBytes) {
        var highlight = new Highlight(
                1,
                "First",
                Optional.empty(),
                new Timecode("00:00:01"),
                new Timecode("00:00:09"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var hash = Optional.of(new Sha256("0".repeat(64)));
        var data = new ClipRendered(
                new Uid("ana"),
                new RunId("launch"),
                "https://videos.example/1",
                Optional.empty(),
                Optional.empty(),
                new Style("split"),
                highlight,
                new RenderedMedia(video, sizeBytes, hash),
                Optional.of(new RenderedMedia(URI.create("s3://renders/in/clip.jpg"), Optional.of(THUMBNAIL), hash)));
        return new RenderedClip(data, URI.create("/pipeline"), "event-1", NOON, ClipTrace.NONE);
    }

    /** A video of that size, as far as anybody looks. */
    private final class LargeObject implements SourceObjects {

        @Override
        public Seen look(String bucket, String key, int firstBytes) throws NotThere {
            told.add("look at " + key);
            if (sizeInTheStore < 0) {
                throw new NotThere(key + " is not there", new IllegalStateException());
            }
            byte[] head = Arrays.copyOf(ValidMedia.mp4Head(sizeInTheStore), firstBytes);
            return new Seen(new Version(bucket, key, "etag", sizeInTheStore), ByteBuffer.wrap(head));
        }

        @Override
        public InputStream open(Version version, long from, long countBytes) throws NotThere {
            throw new NotThere("no bytes of it are", new IllegalStateException());
        }

        @Override
        public Optional<Sha256> sha256(Version version) {
            return Optional.empty();
        }
    }

    private final class OnTheWeb implements MediaSource {

        @Override
        public long sizeBytes(RenderedMedia announced, MediaKind kind) {
            told.add("size of " + announced.uri().getScheme());
            return announced.sizeBytes().orElseThrow();
        }

        @Override
        public CheckedMedia open(RenderedMedia announced, MediaKind kind) throws MediaException {
            throw new MediaException(new MediaFailure.Missing("not there"));
        }
    }
}
