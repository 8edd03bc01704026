package ai.viralclip.worker.kafka;

import ai.viralclip.contracts.Topics;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.topics.*}
 *
 * @param create whether topics that are missing are created at start; else the start fails and names them
 * @param partitions of a topic that is created
 * @param replicationFactor of a topic that is created; -1 is the broker's default
 */
public record TopicsProperties(
        @DefaultValue(Topics.CLIP_RENDERED) String clipRendered,
        @DefaultValue(Topics.CLIP_READY) String clipReady,
        @DefaultValue(Topics.CLIP_FAILED) String clipFailed,
        @DefaultValue(Topics.CLIP_RENDERED_DLT) String clipRenderedDlt,
        @DefaultValue(Topics.CLIPS_REQUESTED) String clipsRequested,
        @DefaultValue(Topics.CLIPS_LISTED) String clipsListed,
        @DefaultValue(Topics.PURGE_REQUESTED) String purgeRequested,
        @DefaultValue(Topics.PURGE_COMPLETED) String purgeCompleted,
        @DefaultValue(Topics.VERIFY_REQUESTED) String verifyRequested,
        @DefaultValue(Topics.VERIFY_COMPLETED) String verifyCompleted,
        @DefaultValue(Topics.PURGES) String purges,
        @DefaultValue("true") boolean create,

        @DefaultValue("6") @Min(value = 1, message = "CLIP_TOPICS_PARTITIONS is less than 1")
        int partitions,

        @DefaultValue("-1") short replicationFactor) {

    /** Else the worker would read what it has written, for ever. */
    @AssertTrue(message = "clip.topics names one topic twice: what is read must be no other topic of the worker")
    boolean isEveryTopicThatIsReadAnother() {
        List<String> read = List.of(clipRendered, clipsRequested, purgeRequested, verifyRequested, purges);
        List<String> all = Stream.concat(
                        read.stream(),
                        Stream.of(clipReady, clipFailed, clipRenderedDlt, clipsListed, purgeCompleted, verifyCompleted))
                .toList();
        return read.stream().allMatch(one -> Collections.frequency(all, one) == 1);
    }
}
