package ai.viralclip.worker.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.brokers.Broker;
import ai.viralclip.worker.brokers.Brokers;
import ai.viralclip.worker.guarantees.harness.Faults;
import ai.viralclip.worker.guarantees.harness.LongOne;
import ai.viralclip.worker.guarantees.harness.StoreFault;
import ai.viralclip.worker.local.PrometheusProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One outage after the other, and who is woken by each: a worker as it ships, watched by a real Prometheus with the
 * repository's rules, where an hour is a minute.
 */
@LongOne
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringIT {

    private static final StoreFault FAILS =
            new StoreFault.Refuse(500, "InternalError", "We encountered an internal error. Please try again.");
    private static final StoreFault THROTTLES = new StoreFault.Refuse(429, "TooManyRequests", "Slow down.");

    /**
     * A denied request halts the worker for 3 s or more, whatever else the key may do, and the rule's two minutes, in
     * which a worker must have gone on again, are two seconds here: they are never without a halt, or full of one. A
     * transaction hangs after two minutes by the worker's own clock, and the clips behind it would wait for as long.
     */
    private static final Set<String> NOT_LIVE = Set.of("ClipStoreDenied", "ClipTransactionHangs");

    @TempDir
    static Path directory;

    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();

    private static Path brokers;
    private static Optional<BrokenBatch> broken = Optional.empty();
    private static OtherMember other;
    private static Watched watched;
    private static LiveAlerts alerts;
    private static Pace load;

    @BeforeAll
    static void start() throws Exception {
        if (PrometheusProcess.installed().isEmpty()) {
            Counted.skipped("live", PrometheusProcess.MISSING);
        }
        Assumptions.assumeTrue(PrometheusProcess.installed().isPresent(), PrometheusProcess.MISSING);
        brokers = directory.resolve("broker");
        Broker broker = started(Brokers.chosen().one(brokers));
        other = started(OtherMember.joined(broker.bootstrapServers()));
        watched = started(Watched.start(directory, broker.bootstrapServers()));
        load = started(new Pace(watched));
        alerts = new LiveAlerts(watched.prometheus);
    }

    @AfterAll
    static void stop() throws Exception {
        while (!RUNNING.isEmpty()) {
            RUNNING.pop().close();
        }
    }

    private static <T extends AutoCloseable> T started(T one) {
        RUNNING.push(one);
        return one;
    }

    @Test
    @Order(1)
    void whileAnotherProgramHoldsTheGroupNobodyIsAssigned() {
        await().atMost(Site.SOON)
                .until(() -> !watched.prometheus
                        .query("clip_intake_restarts_in_a_row > 0")
                        .isEmpty());
        alerts.awaitFiring("ClipNobodyAssigned");
        other.close();
        alerts.awaitResolved("ClipNobodyAssigned");
        load.begin();
        await().atMost(Site.SOON).until(() -> watched.outcomes.ready().size() > 5);
    }

    @Test
    @Order(2)
    void aWorkerThatIsKilledIsAbsentUntilThereIsAnother() throws Exception {
        watched.killWorker();
        alerts.awaitFiring("ClipWorkerAbsent");
        // Nobody has read it.
        broken = BrokenBatch.last(brokers, Topics.CLIP_RENDERED);
        watched.replaceWorker();
        alerts.awaitResolved("ClipWorkerAbsent");
    }

    @Test
    @Order(3)
    void aBatchThatWasBrokenMeanwhileParksItsPartitionUntilItIsMended() throws Exception {
        assumeThat(broken)
                .as("the logs of brokers in containers are no files of this machine")
                .isPresent();
        alerts.awaitFiring("ClipPartitionParked");
        broken.orElseThrow().mend();
        alerts.awaitResolved("ClipPartitionParked");
    }

    @Test
    @Order(4)
    void aBurstOfBrokenClipsIsManyDeadLetters() throws Exception {
        load.sent(watched.publishBroken(30));
        alerts.awaitFiring("ClipDeadLettersGrowing");
    }

    @Test
    @Order(5)
    void aKeyThatIsDeniedHaltsTheWorker() {
        watched.store.rule(Faults.always(Faults.DENIED));
        alerts.awaitFiring("ClipHalted", Map.of("reason", "store_denied"));
        watched.store.behave();
        alerts.awaitResolved("ClipHalted");
    }

    @Test
    @Order(6)
    void aFolderOfMediaInWhichThereIsNothingIsToBeMounted() throws Exception {
        load.sent(watched.publishUnderTheEmptyRoot());
        alerts.awaitFiring("ClipMediaRootUnusable", Map.of("root", "1"));
        watched.mountTheEmptyRoot();
        alerts.awaitResolved("ClipMediaRootUnusable");
    }

    @Test
    @Order(7)
    void aStoreThatFailsIsUnavailableAndClipsAreLate() {
        watched.store.rule(Faults.always(FAILS));
        alerts.awaitFiring("ClipStoreUnavailable");
        alerts.awaitFiring("ClipSloBurnRateFast");
        watched.store.behave();
        alerts.awaitResolved("ClipStoreUnavailable");
    }

    @Test
    @Order(8)
    void aStoreThatAsksForFewerRequestsThrottles() {
        watched.store.rule(Faults.always(THROTTLES));
        alerts.awaitFiring("ClipStoreThrottled");
        watched.store.behave();
    }

    @Test
    @Order(9)
    void aStoreThatHoldsEveryAnswerStallsTheWorkerAndTheBudgetBurns() {
        watched.store.rule(Faults.always(new StoreFault.BlackHole()));
        alerts.awaitFiring("ClipStalled", Map.of("cause", "nothing_finished"));
        alerts.awaitFiring("ClipSloBurnRateMedium");
        watched.store.behave();
    }

    @Test
    @Order(10)
    void onceAllIsMendedNobodyIsToBeWoken() throws Exception {
        alerts.awaitNothingToPage();
        Set<String> pages = Rule.alerts().stream()
                .filter(alert -> "page".equals(alert.labels().get("severity")))
                .map(Rule::name)
                .collect(Collectors.toCollection(TreeSet::new));
        pages.removeAll(NOT_LIVE);
        if (broken.isEmpty()) {
            pages.remove("ClipPartitionParked");
        }
        assertThat(alerts.seen()).isEqualTo(pages);
        Counted.checked("page-alerts", "page alerts fired live=" + alerts.seen().size());
    }

    @Test
    @Order(11)
    void everyExpressionOfRulesAndBoardsHasAnAnswer() throws Exception {
        LiveExpressions expressions = new LiveExpressions(watched.prometheus);
        await().atMost(Duration.ofSeconds(20))
                .ignoreNoExceptions()
                .untilAsserted(() -> assertThat(expressions.problems(directory.resolve("rules")))
                        .isEmpty());
        Counted.checked("live-expressions", "live-expressions=" + expressions.count());
        if (BoardPictures.asked().isPresent()) {
            BoardPictures.asked().get().draw(watched.prometheus, "2m");
        }
    }

    @Test
    @Order(12)
    void everyClipOfAllTheseOutagesIsAnswered() {
        load.close();
        assertThat(watched.outcomes.awaitAnswersTo(load.sent(), Site.SOON)).isTrue();
    }
}
