package ai.viralclip.worker.delivery;

import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.tracing.ClipTrace;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Ana's first clip, split: whoever tests with it says which media it has, and when it was rendered. */
final class OneClip {

    static final String KEY = "users/ana/launch/clips/clip_split_1";

    private OneClip() {}

    static RenderedClip rendered(RenderedMedia video, Optional<RenderedMedia> thumbnail, Instant renderedAt) {
        Highlight highlight = new Highlight(
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
        ClipRendered data = new ClipRendered(
                new Uid("ana"),
                new RunId("launch"),
                "https://videos.example/1",
                Optional.empty(),
                Optional.empty(),
                new Style("split"),
                highlight,
                video,
                thumbnail);
        return new RenderedClip(data, URI.create("/pipeline"), "event-1", renderedAt, ClipTrace.NONE);
    }
}
