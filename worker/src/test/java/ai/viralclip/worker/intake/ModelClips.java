package ai.viralclip.worker.intake;

import ai.viralclip.contracts.ClipReady;
import ai.viralclip.contracts.ClipRendered;
import ai.viralclip.contracts.Highlight;
import ai.viralclip.contracts.KnownIds;
import ai.viralclip.contracts.Reason;
import ai.viralclip.contracts.RenderedMedia;
import ai.viralclip.contracts.RunId;
import ai.viralclip.contracts.Sha256;
import ai.viralclip.contracts.StoredMedia;
import ai.viralclip.contracts.Style;
import ai.viralclip.contracts.Timecode;
import ai.viralclip.contracts.Uid;
import ai.viralclip.worker.delivery.IncomingClip;
import ai.viralclip.worker.delivery.Outcome;
import ai.viralclip.worker.delivery.RenderedClip;
import ai.viralclip.worker.tracing.ClipTrace;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Events without substance, that know the record they came in. */
public final class ModelClips {

    static final String TOPIC = "clip-rendered";

    private static final Uid UID = new Uid("u");
    private static final RunId RUN = new RunId("r");
    private static final Style STYLE = new Style("s");
    private static final URI SOURCE = URI.create("/model");
    private static final KnownIds NONE =
            new KnownIds(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static final Outcome.Final REJECTED = new Outcome.Rejected(Reason.SOURCE_MISSING, "model");
    static final Outcome.Final READY = new Outcome.Ready(ready());

    private ModelClips() {}

    static IncomingClip of(TopicPartition partition, long offset, Optional<Integer> clip) {
        String id = partition.partition() + "@" + offset;
        return clip.<IncomingClip>map(n -> new RenderedClip(rendered(n), SOURCE, id, Instant.EPOCH, ClipTrace.NONE))
                .orElseGet(() ->
                        new IncomingClip.Broken(Reason.CONTRACT_BROKEN, "model", SOURCE, id, NONE, ClipTrace.NONE));
    }

    static TopicPartition partition(RenderedClip clip) {
        return new TopicPartition(
                TOPIC, Integer.parseInt(clip.id().substring(0, clip.id().indexOf('@'))));
    }

    static long offset(RenderedClip clip) {
        return Long.parseLong(clip.id().substring(clip.id().indexOf('@') + 1));
    }

    public static ClipRendered rendered(int n) {
        Timecode moment = new Timecode("00:00:01");
        return new ClipRendered(
                UID,
                RUN,
                "https://video.example/v",
                Optional.empty(),
                Optional.empty(),
                STYLE,
                new Highlight(
                        n,
                        "title",
                        Optional.empty(),
                        moment,
                        moment,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new RenderedMedia(URI.create("file:///v.mp4"), Optional.of(1L), Optional.empty()),
                Optional.empty());
    }

    private static ClipReady ready() {
        StoredMedia video = new StoredMedia(
                "key",
                "video/mp4",
                1,
                "etag",
                new Sha256("0".repeat(64)),
                URI.create("https://bucket.example/key"),
                Instant.EPOCH);
        return new ClipReady(
                UID, RUN, STYLE, 0, "title", Optional.empty(), video, Optional.empty(), "highlights", "rendered");
    }
}
