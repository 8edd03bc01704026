package ai.viralclip.worker.cli.deadletters;

import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import ai.viralclip.worker.cli.Terminal;
import java.io.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/** From a plan to its end: shown, confirmed, carried out with its progress, summed up. */
final class Carrying {

    /** A transaction takes ten seconds at most. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(12);

    private final DeadLetters letters;
    private final LetterOptions options;
    private final ActOptions act;
    private final Terminal out = Terminal.standardOutput();
    private final Terminal progress = Terminal.standardError();

    Carrying(DeadLetters letters, LetterOptions options, ActOptions act) {
        this.letters = letters;
        this.options = options;
        this.act = act;
    }

    int out(Plan plan, Terms terms, boolean dryRun) {
        if (dryRun) {
            if (options.json()) {
                out.line(LetterJson.of(plan));
            } else {
                new PlanText(out, options.deadLetterTopic()).print(plan);
            }
            return ExitCodes.DONE;
        }
        if (!options.json()) {
            new PlanText(progress, options.deadLetterTopic()).print(plan);
        }
        if (plan.eligible() > 0 && !isConfirmed(plan, Math.min(plan.eligible(), terms.most()))) {
            progress.line("nothing was done");
            return ExitCodes.PARTLY;
        }
        return stoppable(stop -> {
            AuditEntry ended = letters.carryOut(plan, terms, new LiveLine(progress, stop));
            if (options.json()) {
                out.line(LetterJson.of(ended));
            } else {
                new AuditText(out).print(ended);
            }
            return ExitCodes.of(ended);
        });
    }

    /** Ctrl-C ends the process only after the transaction in hand, and after the summary. */
    private static int stoppable(ToIntFunction<AtomicBoolean> work) {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    stop.set(true);
                    await(ended);
                },
                "clips-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.applyAsInt(stop);
        } finally {
            ended.countDown();
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                Terminal.standardError().line("clips: it does not stop; whatever it was done with is marked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record LiveLine(Terminal progress, AtomicBoolean stop) implements Watcher {

        @Override
        public void progressed(AuditEntry now) {
            progress.live(AuditText.progress(now));
        }

        @Override
        public boolean wantsItToStop() {
            return stop.get();
        }
    }

    private boolean isConfirmed(Plan plan, long count) {
        if (act.yes() || count <= 1) {
            return true;
        }
        Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (options.json() || console.isEmpty()) {
            throw Refused.wrongInput(count + " dead letters are to be " + AuditText.done(plan.kind())
                    + ": say --yes, or look first with --dry-run");
        }
        return console.map(one ->
                        one.readLine("Type %d to %s them: ", count, plan.kind().wireName()))
                .map(String::strip)
                .filter(Long.toString(count)::equals)
                .isPresent();
    }
}
