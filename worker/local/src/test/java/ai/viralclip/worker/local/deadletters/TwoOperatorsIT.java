package ai.viralclip.worker.local.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import ai.viralclip.worker.local.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two who work on the same letters. */
final class TwoOperatorsIT {

    private static final Selection OPEN = Selection.parse(List.of("state:open"));

    private static LocalBroker broker;

    @BeforeAll
    static void startBroker(@TempDir Path directory) {
        broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("broker"), 0));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void aSecondOperatorIsRefusedOrFencesTheFirst() throws Exception {
        PutAside aside = PutAside.on(broker.bootstrapServers(), "fenced");
        aside.add("source_missing", 0, 40);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<AuditEntry> slow = CompletableFuture.supplyAsync(() -> aside.operator()
                .carryOut(
                        aside.operator().planReplay(OPEN, false),
                        new Terms("ana", "", 4, Long.MAX_VALUE, false),
                        now -> {
                            if (now.done() > 0) {
                                begun.countDown();
                            }
                        }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> aside.replay("state:open"))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.kind()).isEqualTo(Refused.Kind.BUSY))
                .hasMessageContaining("of ana is running since");
        aside.operator()
                .carryOut(
                        aside.operator().planReplay(OPEN, false),
                        new Terms("bo", "", 1000, Long.MAX_VALUE, true),
                        Watcher.NONE);

        assertThatThrownBy(slow::join)
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.kind()).isEqualTo(Refused.Kind.TAKEN_OVER));
        assertThat(aside.replayedIds())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(one -> "event-" + one).toList());
        assertThat(aside.operator().audit(10))
                .extracting(AuditEntry::by, AuditEntry::status)
                .containsExactly(tuple("bo", AuditEntry.Status.DONE), tuple("ana", AuditEntry.Status.INTERRUPTED));
    }

    @Test
    void aReplayIsCancelledFromElsewhereAndGoesOnLater() throws Exception {
        PutAside aside = PutAside.on(broker.bootstrapServers(), "cancel");
        aside.add("source_missing", 0, 60);
        CompletableFuture<AuditEntry> slow = CompletableFuture.supplyAsync(() -> aside.operator()
                .carryOut(
                        aside.operator().planReplay(OPEN, false),
                        new Terms("ana", "", 8, Long.MAX_VALUE, false),
                        Watcher.NONE));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> aside.operator().running().isPresent());

        Optional<AuditEntry> asked = aside.operator().cancel("bo", Duration.ofSeconds(20));
        AuditEntry ended = slow.join();
        AuditEntry rest = aside.replay("state:open");

        assertThat(asked).get().returns(AuditEntry.Status.CANCELLED, AuditEntry::status);
        assertThat(ended.cancelledBy()).contains("bo");
        assertThat(ended.done() + rest.done()).isEqualTo(60);
        assertThat(aside.replayedIds()).hasSize(60).doesNotHaveDuplicates();
        assertThat(aside.operator().cancel("bo", Duration.ofSeconds(5))).isEmpty();
    }
}
