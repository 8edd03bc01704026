package ai.viralclip.worker.local.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.Filter;
import ai.viralclip.operator.letters.Letter;
import ai.viralclip.operator.letters.LetterDetail;
import ai.viralclip.operator.letters.LetterGroups;
import ai.viralclip.operator.letters.LetterState;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Skip;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import ai.viralclip.worker.local.LocalBroker;
import ai.viralclip.worker.local.deadletters.PutAside.Aside;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadLettersIT {

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

    private static PutAside topicsOf(String test) throws Exception {
        return PutAside.on(broker.bootstrapServers(), test);
    }

    @Test
    void lettersAreGroupedByReasonWithWhatToDo() throws Exception {
        PutAside aside = topicsOf("groups");
        aside.add("source_missing", 0, 5);
        aside.add("a_reason_of_tomorrow", 5, 7);

        LetterGroups groups = aside.operator().groups(Filter.ALL);

        assertThat(groups.groups())
                .extracting(LetterGroups.Group::reason, LetterGroups.Group::open, LetterGroups.Group::lastHour)
                .containsExactly(tuple("source_missing", 5L, 5L), tuple("a_reason_of_tomorrow", 2L, 2L));
        assertThat(groups.groups().getFirst().nextStep()).contains("replay");
        assertThat(groups.scanned().records()).isEqualTo(7);
        assertThat(groups.scanned().ends()).hasSize(PutAside.PARTITIONS);
    }

    @Test
    void aLetterIsReplayedOnceWithItsMarkAndAudit() throws Exception {
        PutAside aside = topicsOf("once");
        aside.add("source_missing", 0, 4);
        DeadLetters operator = aside.operator();

        AuditEntry first = aside.replay("state:open");
        AuditEntry again = aside.replay("reason:source_missing");

        assertThat(first).returns(4L, AuditEntry::done).returns(AuditEntry.Status.DONE, AuditEntry::status);
        assertThat(again).returns(0L, AuditEntry::done).returns(Map.of("replayed", 4L), AuditEntry::skipped);
        assertThat(aside.replayedIds()).containsExactlyInAnyOrder("event-0", "event-1", "event-2", "event-3");
        assertThat(operator.list(Filter.ALL, 10).letters())
                .extracting(Letter::state)
                .allSatisfy(state -> assertThat(state)
                        .isInstanceOfSatisfying(
                                LetterState.Replayed.class,
                                replayed -> assertThat(replayed)
                                        .returns("ana", LetterState.Replayed::by)
                                        .returns("mended", LetterState.Replayed::note)));
        assertThat(operator.audit(10)).extracting(AuditEntry::done).containsExactly(0L, 4L);
    }

    @Test
    void aReplayGoesNoFasterThanItsRateAndEndsAtItsMost() throws Exception {
        PutAside aside = topicsOf("paced");
        aside.add("source_missing", 0, 30);

        AuditEntry ended = aside.operator()
                .carryOut(aside.operator().planReplay(OPEN, false), new Terms("ana", "", 20, 22, false), Watcher.NONE);

        assertThat(ended).returns(22L, AuditEntry::done).returns(22L, AuditEntry::planned);
        assertThat(aside.replayedIds()).hasSize(22);
        assertThat(Duration.between(ended.startedAt(), ended.at()))
                .as("twenty are through after a second")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void onlyTheEventsOwnHeadersTravel() throws Exception {
        PutAside aside = topicsOf("headers");
        aside.add(List.of(new Aside("event", "size_mismatch").with("dlt-replays", "1")));

        aside.replay("state:open");

        ConsumerRecord<byte[], byte[]> record = aside.replayed().getFirst();
        assertThat(record.partition()).isZero();
        assertThat(new String(record.key(), UTF_8)).isEqualTo("ana/run-0");
        assertThat(PutAside.header(record, "dlt-replays")).isEqualTo("2");
        assertThat(PutAside.header(record, "ce_id")).isEqualTo("event");
        assertThat(PutAside.header(record, "x-internal")).isEmpty();
        assertThat(PutAside.header(record, "dlt-traceparent")).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(PutAside.header(record, "traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .doesNotContain("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void whatCannotBeReplayedIsCountedAndLeftAlone() throws Exception {
        PutAside aside = topicsOf("unfit");
        aside.add(List.of(
                new Aside("fit", "source_missing"),
                new Aside("bare", "source_missing").of(Optional.empty()).with("dlt-value-bytes", "9000000"),
                new Aside("often", "source_missing").with("dlt-replays", "3"),
                new Aside("foreign", ""),
                new Aside("large", "source_missing").of(Optional.of("x".repeat(3 * 1024 * 1024)))));
        aside.delete(aside.topics().rendered());
        smallTopic(aside);

        Plan plan = aside.operator().planReplay(OPEN, false);
        AuditEntry ended = aside.operator().carryOut(plan, Terms.of("ana", ""), Watcher.NONE);
        AuditEntry forced =
                aside.operator().carryOut(aside.operator().planReplay(OPEN, true), Terms.of("ana", ""), Watcher.NONE);

        assertThat(plan.matching()).isEqualTo(5);
        assertThat(plan.eligible()).isEqualTo(2);
        assertThat(plan.skipped())
                .isEqualTo(Map.of(Skip.VALUE_NOT_KEPT, 1L, Skip.REPLAYED_TOO_OFTEN, 1L, Skip.NOT_READABLE, 1L));
        assertThat(ended.done()).isEqualTo(1);
        assertThat(ended.skipped()).containsEntry("not_taken", 1L);
        assertThat(forced.done()).isEqualTo(1);
        assertThat(aside.replayedIds()).containsExactlyInAnyOrder("fit", "often");
    }

    private static void smallTopic(PutAside aside) throws Exception {
        await().ignoreExceptions().until(() -> {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", aside.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(aside.topics().rendered(), 3, (short) 1)))
                        .all()
                        .get();
                return true;
            }
        });
    }

    @Test
    void aDiscardedLetterIsMarkedAndStaysWhereItIs() throws Exception {
        PutAside aside = topicsOf("discard");
        aside.add("contract_broken", 0, 3);
        DeadLetters operator = aside.operator();

        Plan plan = operator.planDiscard(new Selection.ByIds(List.of(new DeadLetterId(1, 0))));
        AuditEntry ended = operator.carryOut(plan, Terms.of("bo", "a test of the pipeline"), Watcher.NONE);
        aside.replay("state:open");

        assertThat(ended.done()).isEqualTo(1);
        assertThat(operator.list(Filter.parse("state:discarded"), 10).letters())
                .extracting(letter -> letter.id().toString())
                .containsExactly("1@0");
        assertThat(aside.replayedIds()).containsExactlyInAnyOrder("event-0", "event-2");
        assertThatThrownBy(() -> operator.carryOut(plan, Terms.of("bo", ""), Watcher.NONE))
                .hasMessageContaining("--why");
    }

    @Test
    void aLetterIsShownWithItsEventAndWhatHappenedToIt() throws Exception {
        PutAside aside = topicsOf("show");
        aside.add(List.of(new Aside("event", "source_missing"), new Aside("other", "source_missing")));
        aside.replay("0@0");
        aside.add(List.of(new Aside("event", "size_mismatch").with("dlt-replays", "1")));

        LetterDetail detail = aside.operator().show(new DeadLetterId(0, 1));

        assertThat(detail.letter().reason()).isEqualTo("size_mismatch");
        assertThat(detail.event().orElseThrow()).contains("\"n\" : 1.50");
        assertThat(detail.timeline().stream().map(LetterDetail.Moment::what))
                .anySatisfy(what -> assertThat(what).contains("put aside: source_missing"))
                .anySatisfy(what -> assertThat(what).isEqualTo("replayed by ana: mended"))
                .anySatisfy(what -> assertThat(what).contains("put aside: size_mismatch"))
                .first()
                .isEqualTo("rendered, as its event says");
        assertThat(detail.timeline()).hasSize(5);
        assertThatThrownBy(() -> aside.operator().show(new DeadLetterId(2, 40)))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
    }

    @Test
    void lettersOfATopicThatWasMadeAnewAreNotTakenForDone() throws Exception {
        PutAside aside = topicsOf("anew");
        aside.add("source_missing", 0, 3);
        Plan old = aside.operator().planReplay(OPEN, false);
        aside.replay("state:open");
        aside.delete(aside.topics().deadLetters());
        await().ignoreExceptions().until(() -> {
            aside.create(aside.topics().deadLetters());
            return true;
        });
        aside.add("source_missing", 10, 13);

        assertThatThrownBy(() -> aside.operator().carryOut(old, Terms.of("ana", ""), Watcher.NONE))
                .hasMessageContaining("another topic");
        assertThat(aside.replay("state:open").done()).isEqualTo(3);
    }
}
