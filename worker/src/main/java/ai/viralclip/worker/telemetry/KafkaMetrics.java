package ai.viralclip.worker.telemetry;

import ai.viralclip.worker.health.Restarts;
import ai.viralclip.worker.intake.IntakeEvent;
import ai.viralclip.worker.purge.PurgeLedger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** How the worker gets on with the brokers: its polls, its transactions, and what it reads beside rendered clips. */
final class KafkaMetrics implements IntakeEvent.Listener {

    private static final Duration[] SETTLEMENT = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20)
    };

    private final RecordClock clock;
    private final Timer settlement;
    private final DistributionSummary settlementRecords;
    private final Counter settlementFailures;
    private final Counter restarts;
    private final AtomicReference<Optional<Instant>> turned = new AtomicReference<>(Optional.empty());
    private final Counter bareLetters;
    private final AtomicReference<Set<IntakeEvent.AnswerKind>> withheld = new AtomicReference<>(Set.of());
    private final Map<IntakeEvent.LogReplaced.How, Counter> replaced = new EnumMap<>(IntakeEvent.LogReplaced.How.class);
    private final AtomicReference<Optional<IntakeEvent.LettersCounted>> letters =
            new AtomicReference<>(Optional.empty());

    KafkaMetrics(MeterRegistry registry, RecordClock clock, Restarts inARow, PurgeLedger purges) {
        this.clock = clock;
        settlement = Timer.builder("clip.settlement")
                .description("A committed transaction of finished clips.")
                .serviceLevelObjectives(SETTLEMENT)
                .register(registry);
        settlementRecords = DistributionSummary.builder("clip.settlement.records")
                .description("Clips in a committed transaction.")
                .register(registry);
        settlementFailures = Counter.builder("clip.settlement.failures")
                .description("Transactions that failed.")
                .register(registry);
        restarts = Counter.builder("clip.intake.restarts")
                .description("Consumers made anew.")
                .register(registry);
        bareLetters = Counter.builder("clip.dead.letters.bare")
                .description("Dead letters that go without their value, because their topic does not take it.")
                .register(registry);
        for (IntakeEvent.LogReplaced.How how : IntakeEvent.LogReplaced.How.values()) {
            replaced.put(
                    how,
                    Counter.builder("clip.partition.logs.replaced")
                            .tag("how", how.wireName())
                            .description("Partitions that were begun anew because their log is another one.")
                            .register(registry));
        }
        registerAges(registry, inARow, purges);
        registerLetters(registry);
        registerWithheld(registry);
    }

    private void registerAges(MeterRegistry registry, Restarts inARow, PurgeLedger purges) {
        Gauge.builder("clip.intake.restarts.in.a.row", inARow, Restarts::inARow)
                .description("Consumers made anew since something was settled, or polled for a while.")
                .register(registry);
        Gauge.builder("clip.poll.age", () -> age(turned.get()))
                .baseUnit("seconds")
                .description("Since the poll thread last came round; 0 before it first did.")
                .register(registry);
        Gauge.builder(
                        "clip.purges.heard.age",
                        () -> purges.age().map(Seconds::of).orElse(Double.NaN))
                .baseUnit("seconds")
                .description("How old is what this worker heard of purges.")
                .register(registry);
    }

    private void registerWithheld(MeterRegistry registry) {
        for (IntakeEvent.AnswerKind kind : IntakeEvent.AnswerKind.values()) {
            Gauge.builder("clip.answers.withheld", () -> withheld.get().contains(kind) ? 1 : 0)
                    .tag("kind", kind.wireName())
                    .description("1 while the brokers do not take answers of this kind, and clips wait for it.")
                    .register(registry);
        }
    }

    private void registerLetters(MeterRegistry registry) {
        Gauge.builder(
                        "clip.dead.letters",
                        () -> letters.get()
                                .map(counted -> (double) counted.letters())
                                .orElse(Double.NaN))
                .description("Records on the dead-letter topic; NaN until they are counted.")
                .register(registry);
        Gauge.builder(
                        "clip.dead.letters.oldest.age",
                        () -> letters.get()
                                .map(counted -> age(counted.oldest()))
                                .orElse(Double.NaN))
                .baseUnit("seconds")
                .description("Age of the oldest dead letter; 0 where there is none, NaN until they are counted.")
                .register(registry);
    }

    private double age(Optional<Instant> since) {
        return since.map(then -> Seconds.of(clock.since(then))).orElse(0.0);
    }

    @Override
    public void on(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Turned _ -> turned.set(Optional.of(clock.now()));
            case IntakeEvent.Settled(var records, var took) -> {
                settlement.record(took);
                settlementRecords.record(records);
            }
            case IntakeEvent.SettlementFailed() -> settlementFailures.increment();
            case IntakeEvent.Restarted() -> restarts.increment();
            case IntakeEvent.Withheld(var kinds) -> withheld.set(kinds);
            case IntakeEvent.BareLetter() -> bareLetters.increment();
            case IntakeEvent.LogReplaced(var _, var how) -> {
                Counter counter = replaced.get(how);
                if (counter != null) {
                    counter.increment();
                }
            }
            case IntakeEvent.LettersCounted counted -> letters.set(Optional.of(counted));
            case IntakeEvent.Admitted _,
                    IntakeEvent.Ready _,
                    IntakeEvent.Failed _,
                    IntakeEvent.Dropped _,
                    IntakeEvent.Parked _,
                    IntakeEvent.WindowsLookedAt _,
                    IntakeEvent.OpenTransactions _,
                    IntakeEvent.Assigned _,
                    IntakeEvent.Deferred _ -> {}
        }
    }
}
