package ai.viralclip.worker.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.worker.bucket.ClipMetadata;
import ai.viralclip.worker.bucket.FaultyStore.Moment;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.PlainFile;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import ai.viralclip.worker.delivery.ClipUploader.Before;
import ai.viralclip.worker.media.CheckedMedia;
import ai.viralclip.worker.media.MediaKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipUploaderTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String KEY = OneClip.KEY + ".mp4";

    @TempDir
    Path temp;

    private Instant storesTime = NOON;
    private Instant now = NOON;
    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> storesTime);
    private final ClipUploader uploader = new ClipUploader(store, "private", () -> now);

    @Test
    void thePlainPathIsOnePutAndNothingIsAskedBefore() throws Exception {
        uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Before.NOTHING);

        assertThat(store.count(Operation.PUT)).isEqualTo(1);
        assertThat(store.count(Operation.HEAD)).isZero();
    }

    @Test
    void aClipThatTheLastOwnerStoredIsNotSentAgain() throws Exception {
        String etag = uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Before.NOTHING);

        assertThat(uploader.upload(KEY, media("one"), clip(NOON), Attempt.firstAfterOthers(), Before.NOTHING))
                .isEqualTo(etag);

        assertThat(store.count(Operation.PUT)).isEqualTo(1);
        assertThat(store.count(Operation.HEAD)).isEqualTo(1);
    }

    @Test
    void whatMustHappenBeforeHappensEvenWhereNothingIsSent() throws Exception {
        uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Before.NOTHING);
        List<String> happened = new ArrayList<>();

        uploader.upload(KEY, media("one"), clip(NOON), Attempt.firstAfterOthers(), () -> happened.add("thumbnail"));

        assertThat(happened).containsExactly("thumbnail");
    }

    @Test
    void aLaterRenderingReplacesAndAnEarlierOneIsTold() throws Exception {
        uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Before.NOTHING);
        uploader.upload(KEY, media("two"), clip(NOON.plusSeconds(1)), Attempt.first(), Before.NOTHING);

        Throwable turnedBack =
                catchThrowable(() -> uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), Before.NOTHING));

        assertThat(turnedBack).isInstanceOf(SupersededException.class);
        assertThat(store.get(KEY, 10).orElseThrow().bytes()).isEqualTo(UTF_8.encode("two"));
    }

    /**
     * What an earlier version stored says a time that its event claimed.
     *
     * @param said after noon, when it was stored
     * @param rendered after noon, of the clip that comes now
     * @param nowAfter after noon, when it comes
     */
    @ParameterizedTest
    @CsvSource({
        "P27000D,   PT10M,  PT10M, true",
        "P27000D,   PT6M,   P30D,  true",
        "P27000D,   PT1M,   PT1M,  true",
        "P27000D,   PT-1M,  PT1M,  false",
        "PT9H,      PT10M,  PT10M, true",
        "PT4M,      PT3M,   PT3M,  false",
        "PT4M,      PT5M,   PT5M,  true",
        "PT-1H,     PT0S,   PT1M,  true",
    })
    void aTimeThatCannotBeSupersedesOnlyWhatIsFromBeforeItWasStored(
            String said, Duration rendered, String nowAfter, boolean isTaken) throws Exception {
        put("old", Duration.parse(said));
        now = NOON.plus(Duration.parse(nowAfter));

        Throwable refused = catchThrowable(
                () -> uploader.upload(KEY, media("new"), clip(NOON.plus(rendered)), Attempt.first(), Before.NOTHING));

        assertThat(refused == null).isEqualTo(isTaken);
        assertThat(store.get(KEY, 10).orElseThrow().bytes()).isEqualTo(UTF_8.encode(isTaken ? "new" : "old"));
    }

    @Test
    void aStoresLateClockLeavesRenderingsInOrderAndSendsNothingAgain() throws Exception {
        storesTime = NOON.minus(Duration.ofHours(2));
        uploader.upload(KEY, media("two"), clip(NOON), Attempt.first(), Before.NOTHING);

        uploader.upload(KEY, media("two"), clip(NOON), Attempt.firstAfterOthers(), Before.NOTHING);
        Throwable earlier = catchThrowable(
                () -> uploader.upload(KEY, media("one"), clip(NOON.minusSeconds(1)), Attempt.first(), Before.NOTHING));

        assertThat(earlier).isInstanceOf(SupersededException.class);
        assertThat(store.count(Operation.PUT)).isEqualTo(2);
    }

    private void put(String content, Duration saidAfterNoon) throws StoreException {
        store.overwrite(
                KEY,
                UTF_8.encode(content),
                new ObjectAttributes(
                        "video/mp4",
                        "private",
                        Map.of(
                                ClipMetadata.RENDERED_AT,
                                NOON.plus(saidAfterNoon).toString())));
    }

    @Test
    void aThumbnailThatWasReplacedEndsTheVideosPutWithItsReason() throws Exception {
        ThumbnailFirst<String> first = new ThumbnailFirst<>(() -> {
            throw new SupersededException("later");
        });

        Throwable ended = catchThrowable(() -> uploader.upload(KEY, media("one"), clip(NOON), Attempt.first(), first));

        assertThat(ended).isInstanceOf(SupersededException.class).hasMessage("later");
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void theThumbnailIsStoredOnceHoweverOftenTheVideoIsTried() throws Exception {
        List<String> stored = new ArrayList<>();
        ThumbnailFirst<String> first = new ThumbnailFirst<>(() -> {
            stored.add("thumbnail");
            return "etag";
        });
        store.failNext(Operation.PUT, Moment.BEFORE, new StoreFailure.Unavailable("away", false));

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
        return new CheckedMedia(MediaKind.VIDEO, PlainFile.of(file, content.length(), sha256), () -> {});
    }

    private static RenderedClip clip(Instant renderedAt) {
        RenderedMedia video =
                new RenderedMedia(URI.create("file:///media/one.mp4"), Optional.empty(), Optional.empty());
        return OneClip.rendered(video, Optional.empty(), renderedAt);
    }
}
