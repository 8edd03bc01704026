package ai.viralclip.worker.media.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.Precondition;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreUnderTest;
import ai.viralclip.worker.bucket.s3.RelayedStore;
import ai.viralclip.worker.bucket.s3.SourceStore;
import ai.viralclip.worker.bucket.source.SourceStores;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaEvent;
import ai.viralclip.worker.media.MediaException;
import ai.viralclip.worker.media.MediaFailure;
import ai.viralclip.worker.media.MediaKind;
import ai.viralclip.worker.media.MediaSourceContract;
import ai.viralclip.worker.media.S3MediaProperties;
import ai.viralclip.worker.media.S3MediaProperties.Unconfirmed;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Media in a store that tells hashes of its own, as S3 does of what was put with one. */
class KnownHashIT {

    private static final byte[] VIDEO = MediaSourceContract.VIDEO;
    private static final Sha256 HASH = InMemoryObjectStore.sha256(ByteBuffer.wrap(VIDEO));
    private static final Sha256 OTHER = new Sha256("0".repeat(64));
    private static final String KEY = "users/u1/r1/clips/clip_split_1.mp4";

    @TempDir
    private Path temp;

    private final AtomicLong came = new AtomicLong();
    private RelayedStore store;

    @BeforeEach
    void start() throws Exception {
        store = RelayedStore.start(temp);
        store.put("in/clip.mp4", VIDEO);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void whatTheStoreConfirmsIsCopiedWithoutBeingRead() throws Exception {
        tell(base64(HASH), "FULL_OBJECT");

        CheckedMedia media = open(Unconfirmed.READ, Optional.of(HASH));
        long looks = store.reads();
        StoreUnderTest.written(
                store.clips().put(KEY, media.content(), StoreUnderTest.VIDEO, new Precondition.IfAbsent()));

        assertThat(media.content()).isInstanceOf(Payload.Copied.class);
        assertThat(came).hasValue(0);
        assertThat(store.reads()).isEqualTo(looks);
        assertThat(store.clips().get(KEY, VIDEO.length).orElseThrow().bytes()).isEqualTo(ByteBuffer.wrap(VIDEO));
    }

    @Test
    void whatWasNotAnnouncedIsTheHashThatTheStoreTells() throws Exception {
        tell(base64(HASH), "FULL_OBJECT");

        assertThat(open(Unconfirmed.READ, Optional.empty()).sha256()).isEqualTo(HASH);
        assertThat(came).hasValue(0);
    }

    /** Older stores tell no type. */
    @Test
    void aHashWithoutATypeIsOneOfAllBytes() throws Exception {
        store.tell(Map.of("x-amz-checksum-sha256", base64(HASH)));

        assertThat(open(Unconfirmed.READ, Optional.of(HASH)).sha256()).isEqualTo(HASH);
        assertThat(came).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Unconfirmed.class)
    void anotherHashThanTheStoreTellsIsAMismatch(Unconfirmed unconfirmed) {
        tell(base64(HASH), "FULL_OBJECT");

        var found = catchThrowableOfType(MediaException.class, () -> open(unconfirmed, Optional.of(OTHER)));

        assertThat(found.failure()).isInstanceOf(MediaFailure.ChecksumMismatch.class);
        assertThat(came).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"-2,COMPOSITE", "'',COMPOSITE", "-2,FULL_OBJECT"})
    void aHashOfPartsIsNotBelieved(String behind, String type) throws Exception {
        tell(base64(OTHER) + behind, type);

        assertThat(open(Unconfirmed.READ, Optional.of(HASH)).sha256()).isEqualTo(HASH);
        assertThat(came).hasValue(VIDEO.length);
    }

    @ParameterizedTest
    @CsvSource({"no base64 at all", "AAAA", "===="})
    void whatIsNoHashIsNotBelieved(String told) throws Exception {
        tell(told, "FULL_OBJECT");

        assertThat(open(Unconfirmed.READ, Optional.of(HASH)).sha256()).isEqualTo(HASH);
        assertThat(came).hasValue(VIDEO.length);
    }

    @Test
    void anAnswerThatBreaksOffOnTheWireIsReadOnFromThere() throws Exception {
        var version = store.objects().look(SourceStore.MEDIA, "in/clip.mp4", 1).version();
        long before = store.reads();
        store.breakOff(2, 100_000);

        var read = new ByteArrayOutputStream();
        try (var in = new ObjectBytes(store.objects(), version).open(0)) {
            in.transferTo(read);
        }

        assertThat(read.toByteArray()).isEqualTo(VIDEO);
        assertThat(store.reads() - before).isEqualTo(3);
    }

    private void tell(String checksum, String type) {
        store.tell(Map.of("x-amz-checksum-sha256", checksum, "x-amz-checksum-type", type));
    }

    private CheckedMedia open(Unconfirmed unconfirmed, Optional<Sha256> sha256) throws MediaException {
        var properties = new S3MediaProperties(List.of(SourceStore.MEDIA), Map.of(), unconfirmed);
        var buckets = AllowedBuckets.of(properties, new SourceStores(store.objects(), Map.of()), SourceStore.CLIPS);
        return new S3MediaSource(buckets, unconfirmed, Long.MAX_VALUE, this::count)
                .open(
                        new RenderedMedia(
                                URI.create("s3://" + SourceStore.MEDIA + "/in/clip.mp4"),
                                Optional.of((long) VIDEO.length),
                                sha256),
                        MediaKind.VIDEO);
    }

    private void count(MediaEvent event) {
        if (event instanceof MediaEvent.Came some) {
            came.addAndGet(some.bytes());
        }
    }

    private static String base64(Sha256 sha256) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256.hex()));
    }
}
