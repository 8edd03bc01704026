package ai.viralclip.worker.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.RequestReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replies that cannot be written, against a real broker. */
class UnwritableRepliesIT extends RequestsOnABroker {
    private static final int TOO_LARGE = 2_000_000;

    @Test
    void aReplyToAGoneTopicIsReplacedByAFailureOnTheDefaultTopic() throws Exception {
        StandInRequests work = work("a");
        work.atOnce = 3;
        work.replyTo = offset -> offset == 1 ? "gone-" + test : replies;
        ask("1", "2", "3");
        long began = System.nanoTime();
        launch(work, Map.of());

        await().atMost(SOON).until(() -> values(replies).size() == 3);

        assertThat(values(replies)).containsExactlyInAnyOrder("a done 0", "a not written 1", "a done 2");
        assertThat(values(marks)).contains("a ended 0", "a ended 1", "a ended 2");
        assertThat(told).contains(new RequestEvent.Failed(RequestReason.REPLY_NOT_WRITTEN));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aReplyThatIsTooLargeStopsItselfAlone() throws Exception {
        StandInRequests work = work("a");
        work.replyBytes = offset -> offset == 0 ? TOO_LARGE : 0;
        ask("1", "2");
        launch(work, Map.of());

        await().atMost(SOON).until(() -> values(replies).size() == 2);

        assertThat(values(replies)).containsExactly("a not written 0", "a done 1");
        assertThat(values(marks)).containsExactly("a running 0", "a ended 0", "a running 1", "a ended 1");
    }

    @Test
    void whatCannotBeAnsweredAtAllIsCountedAndItsEndIsToldAllTheSame() throws Exception {
        admin.deleteTopics(List.of(replies)).all().get();
        ask("1", "2");
        launch(work("a"), Map.of());

        await().atMost(SOON).until(() -> values(marks).contains("a ended 1"));
        await().atMost(SOON).until(() -> committed() == 2);

        assertThat(told.stream().filter(new RequestEvent.Unanswered(RequestKind.PURGES)::equals))
                .hasSize(2);
    }
}
