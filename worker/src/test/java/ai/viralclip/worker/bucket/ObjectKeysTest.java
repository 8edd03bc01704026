package ai.viralclip.worker.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Uid;
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
                "clip_split_9999999999.mp4"
            })
    void otherNamesAreNotClips(String name) {
        assertThat(ObjectKeys.parse(name)).isEmpty();
    }
}
