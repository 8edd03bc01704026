package ai.viralclip.worker.highlights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.viralclip.worker.bucket.FaultyStore.Moment;
import ai.viralclip.worker.bucket.FaultyStore.Operation;
import ai.viralclip.worker.bucket.InMemoryObjectStore;
import ai.viralclip.worker.bucket.StoreException;
import ai.viralclip.worker.bucket.StoreFailure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunWriterTest {

    private static final String KEY = "users/ana/launch/highlights.json";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RunWriter writer = Readers.writer(store, KEY);

    @Test
    void aRunThatIsWrittenManyTimesIsReadOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            writer.write(List.of(Updates.bare(i, NOON)));
        }
        writer.rest();
        writer.write(List.of(Updates.bare(5, NOON)));

        assertThat(store.count(Operation.GET)).isEqualTo(1);
        assertThat(store.count(Operation.PUT)).isEqualTo(6);
        assertThat(ids()).contains("\"id\" : 0", "\"id\" : 5");
    }

    @Test
    void whatAnotherWorkerWroteMeanwhileSurvives() throws Exception {
        writer.write(List.of(Updates.bare(1, NOON)));
        Readers.writer(store, KEY).write(List.of(Updates.bare(2, NOON)));

        writer.write(List.of(Updates.bare(3, NOON)));

        assertThat(ids()).contains("\"id\" : 1", "\"id\" : 2", "\"id\" : 3");
    }

    @Test
    void whatAnotherWroteSurvivesWhereThisOneRepeatsItsOwn() throws Exception {
        writer.write(List.of(Updates.bare(1, NOON)));
        Readers.writer(store, KEY).write(List.of(Updates.bare(2, NOON)));

        writer.write(List.of(Updates.bare(1, NOON)));
        writer.write(List.of(Updates.bare(3, NOON)));

        assertThat(ids()).contains("\"id\" : 1", "\"id\" : 2", "\"id\" : 3");
    }

    @Test
    void afterALostReplyWhatIsThereIsReadAndNotWrittenAgain() throws Exception {
        store.failNext(Operation.PUT, Moment.AFTER, new StoreFailure.Unavailable("reply lost", false));

        assertThat(catchThrowable(() -> writer.write(List.of(Updates.bare(1, NOON)))))
                .isInstanceOf(StoreException.class);
        writer.write(List.of(Updates.bare(1, NOON)));

        assertThat(store.count(Operation.PUT)).isEqualTo(1);
        assertThat(ids()).contains("\"id\" : 1");
    }

    @Test
    void anUpdateThatBringsNothingNewIsNotWritten() throws Exception {
        writer.write(List.of(Updates.bare(1, NOON)));
        writer.write(List.of(Updates.bare(1, NOON)));

        assertThat(store.count(Operation.PUT)).isEqualTo(1);
    }

    private String ids() throws StoreException {
        return UTF_8.decode(store.get(KEY, 100_000).orElseThrow().bytes()).toString();
    }
}
