package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectKeysTest {

    private static final Uid USER = new Uid("u_42");
    private static final RunId RUN = new RunId("run-7");
    private static final Style STYLE = new Style("left_focus");

    @Test
    void keysAreSpelledAsTheLayoutHasThem() {
        assertThat(ObjectKeys.highlights(USER, RUN)).isEqualTo("users/u_42/run-7/highlights.json");
        assertThat(ObjectKeys.video(USER, RUN, STYLE, 3)).isEqualTo("users/u_42/run-7/clips/clip_left_focus_3.mp4");
        assertThat(ObjectKeys.thumbnail(USER, RUN, STYLE, 3)).isEqualTo("users/u_42/run-7/clips/clip_left_focus_3.jpg");
    }

    @Test
    void aUsersPrefixHoldsNoOtherUsersObjects() {
        assertThat(ObjectKeys.highlights(new Uid("u_421"), RUN)).doesNotStartWith(ObjectKeys.userPrefix(USER));
        assertThat(ObjectKeys.highlights(USER, RUN)).startsWith(ObjectKeys.runPrefix(USER, RUN));
        assertThat(ObjectKeys.video(USER, RUN, STYLE, 3)).startsWith(ObjectKeys.clipsPrefix(USER, RUN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"split", "left_focus", "intelligent_split_2", "a_1", "a__b", "x_"})
    void whatIsSpelledIsReadBack(String style) {
        var clip = new ObjectKeys.ClipFile(new Style(style), 12, ObjectKeys.Kind.VIDEO);
        assertThat(ObjectKeys.parse(clip.name())).contains(clip);
        var thumbnail = new ObjectKeys.ClipFile(new Style(style), 0, ObjectKeys.Kind.THUMBNAIL);
        assertThat(ObjectKeys.parse(ObjectKeys.clipsPrefix(USER, RUN) + thumbnail.name()))
                .contains(thumbnail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "highlights.json",
                "clip_split.mp4",
                "clip_split_.mp4",
                "clip__3.mp4",
                "clip_split_03.mp4",
                "clip_split_-3.mp4",
                "clip_split_3.MP4",
                "clip_split_3.mp4.jpg",
                "clip_a..b_3.mp4",
                "clip_split_9999999999.mp4",
                "clip_split_2147483648.mp4",
                "clip_split_+3.mp4",
                "clip_split_\u0663.mp4",
                "clip_split_3.",
                "clip_split_3",
                "clip_3.mp4",
                "clip_.mp4",
                "clip_",
                "xclip_split_3.mp4",
                "clip_split_3.mp4\n",
                "_3.mp4",
                "."
            })
    void otherNamesAreNotClips(String name) {
        assertThat(ObjectKeys.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyKeyThatCanBeWrittenIsReadBackWhateverTheIdsAre(long seed) {
        LegalIds ids = new LegalIds(seed);
        for (int i = 0; i < 2_000; i++) {
            Uid uid = new Uid(ids.id());
            RunId run = new RunId(ids.id());
            Style style = new Style(ids.id());
            int n = ids.number();
            for (String key : List.of(ObjectKeys.video(uid, run, style, n), ObjectKeys.thumbnail(uid, run, style, n))) {
                assertThat(ObjectKeys.isClip(key)).as(key).isTrue();
                assertThat(ObjectKeys.runOfHighlights(key)).as(key).isEmpty();
                assertThat(ObjectKeys.parse(key).orElseThrow())
                        .as(key)
                        .isEqualTo(new ObjectKeys.ClipFile(
                                style, n, key.endsWith("4") ? ObjectKeys.Kind.VIDEO : ObjectKeys.Kind.THUMBNAIL));
            }
            String document = ObjectKeys.highlights(uid, run);
            assertThat(ObjectKeys.runOfHighlights(document)).contains(new ObjectKeys.Run(uid, run));
            assertThat(ObjectKeys.isHighlights(document)).isTrue();
            assertThat(ObjectKeys.isClip(document)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users/u1/r1/clip_split_3.mp4",
                "users/u1/r1/clips/deeper/clip_split_3.mp4",
                "users/u1/clips/clip_split_3.mp4",
                "users/u1/r1/uploads/clip_split_3.mp4",
                "users/u1/r1//clips/clip_split_3.mp4",
                "users//r1/clips/clip_split_3.mp4",
                "users/.u/r1/clips/clip_split_3.mp4",
                "users/u1/r..1/clips/clip_split_3.mp4",
                "Users/u1/r1/clips/clip_split_3.mp4",
                "/users/u1/r1/clips/clip_split_3.mp4",
                "users/u1/r1/clips/clip_split_3.mp4/",
                "clip_split_3.mp4",
                ""
            })
    void aKeyThatThisWorkerWouldNotWriteIsNoneOfItsClips(String key) {
        assertThat(ObjectKeys.isClip(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "highlights.json",
                "users/u1/highlights.json",
                "users/u1/r1/clips/highlights.json",
                "users/u1/r1/deeper/highlights.json",
                "users/u1/r1/highlights.json.bak",
                "users/u1/r1/xhighlights.json",
                "users/u1/../highlights.json",
                "users/u1/r1/highlights.json\n"
            })
    void aDocumentElsewhereIsNoRuns(String key) {
        assertThat(ObjectKeys.runOfHighlights(key)).isEmpty();
        assertThat(ObjectKeys.isHighlights(key)).isFalse();
    }
}
