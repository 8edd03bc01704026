package ai.viralclip.worker.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.InMemoryObjectStore.Operation;
import ai.viralclip.worker.bucket.Payload;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipUploaderTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String KEY = OneClip.KEY + ".mp4";

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ClipUploader uploader = new ClipUploader(store, "private");

    @Test
    void thePlainPathIsOnePutAndNothingIsAskedBefore() throws Exception {
        uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Payload.File.AT_ONCE);

        assertThat(store.count(Operation.PUT)).isEqualTo(1);
        assertThat(store.count(Operation.HEAD)).isZero();
    }

    @Test
    void aClipThatTheLastOwnerStoredIsNotSentAgain() throws Exception {
        String etag = uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Payload.File.AT_ONCE);

        assertThat(uploader.upload(KEY, media("one"), clip(NOON), Attempt.firstAfterOthers(), Payload.File.AT_ONCE))
                .isEqualTo(etag);

        assertThat(store.count(Operation.PUT)).isEqualTo(1);
        assertThat(store.count(Operation.HEAD)).isEqualTo(1);
    }

    @Test
    void whatMustHappenBeforeHappensEvenWhereNothingIsSent() throws Exception {
        uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Payload.File.AT_ONCE);
        List<String> happened = new ArrayList<>();

        uploader.upload(KEY, media("one"), clip(NOON), Attempt.firstAfterOthers(), () -> happened.add("thumbnail"));

        assertThat(happened).containsExactly("thumbnail");
    }

    @Test
    void aLaterRenderingReplacesAndAnEarlierOneIsTold() throws Exception {
        uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Payload.File.AT_ONCE);
        uploader.upload(KEY, media("two"), clip(NOON.plusSeconds(1)), Attempt.first(), Payload.File.AT_ONCE);

        Throwable turnedBack = catchThrowable(
                () -> uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Payload.File.AT_ONCE));

        assertThat(turnedBack).isInstanceOf(SupersededException.class);
        assertThat(store.get(KEY, 10).orElseThrow().bytes()).isEqualTo(UTF_8.encode("two"));
    }

    @Test
    void aThumbnailThatWasReplacedByALaterOneEndsTheVideosPutWithItsOwnReason() throws Exception {
        ThumbnailFirst<String> first = new ThumbnailFirst<>(() -> {
            throw new SupersededException("later");
        });

        Throwable ended = catchThrowable(() -> uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), first));

        assertThat(ended).isInstanceOf(StoreException.class);
        assertThat(catchThrowable(first::rethrow)).isInstanceOf(SupersededException.class);
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void theThumbnailIsStoredOnceHoweverOftenTheVideoIsTried() throws Exception {
        List<String> stored = new ArrayList<>();
        ThumbnailFirst<String> first = new ThumbnailFirst<>(() -> {
            stored.add("thumbnail");
            return "etag";
        });
        store.failNext(Operation.PUT, InMemoryObjectStore.Moment.BEFORE, new StoreFailure.Unavailable("away", false));

        assertThat(catchThrowable(() -> uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), first)))
                .isInstanceOf(StoreException.class);
        uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), first);

        assertThat(stored).hasSize(1);
        assertThat(first.stored()).contains("etag");
    }

    private CheckedMedia media(String content) throws Exception {
        Path file = Files.writeString(temp.resolve(content + ".mp4"), content);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
        Sha256 sha256 = new Sha256(HexFormat.of().formatHex(hash));
        return new CheckedMedia(MediaKind.VIDEO, file, content.length(), sha256, NOON);
    }

    private static RenderedClip clip(Instant renderedAt) {
        RenderedMedia video =
                new RenderedMedia(URI.create("file:///media/one.mp4"), Optional.empty(), Optional.empty());
        return OneClip.rendered(video, Optional.empty(), renderedAt);
    }
}
