package ai.viralclip.worker.page;

import ai.viralclip.operator.deadletters.DeadLetters;
import ai.viralclip.operator.letters.AuditEntry;
import ai.viralclip.operator.letters.DeadLetterId;
import ai.viralclip.operator.letters.Plan;
import ai.viralclip.operator.letters.Refused;
import ai.viralclip.operator.letters.Selection;
import ai.viralclip.operator.letters.Terms;
import ai.viralclip.operator.letters.Watcher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Replays and discards in two steps: a plan, which counts, and its execution, which does what was counted and nothing
 * that came later. A plan is carried out once.
 */
final class PlannedWork {

    /** Above it, the count is to be typed: nobody replays a thousand clips by a slip. */
    static final long COUNT_IS_TYPED_ABOVE = 100;

    private static final int MOST_PLANS = 32;

    /** Longer work is told of as it goes on. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(15);

    private final DeadLetters letters;
    private final FailuresView view;
    private final Map<String, Plan> plans = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Plan> eldest) {
            return size() > MOST_PLANS;
        }
    };
    private volatile Optional<AuditEntry> running = Optional.empty();

    PlannedWork(DeadLetters letters, FailuresView view) {
        this.letters = letters;
        this.view = view;
    }

    /**
     * A plan as it is shown.
     *
     * @param plan by which it is named when it is carried out
     * @param countIsTyped whether its execution takes the count, typed again
     */
    record Planned(
            String plan,
            AuditEntry.Kind kind,
            String selection,
            boolean force,
            long matching,
            long eligible,
            List<Skipped> skipped,
            boolean countIsTyped) {}

    /** Letters that are left as they are, and why. */
    record Skipped(String why, long count) {}

    /** How far work is; empty where there is none, or nothing of it is known yet. */
    record HowFar(Optional<AuditEntry> entry) {}

    FailuresView view() {
        return view;
    }

    Planned replay(Asked asked) throws Unanswerable, InterruptedException {
        boolean force = asked.flag("force");
        Selection selection = selection(asked);
        return shown(view.read(() -> letters.planReplay(selection, force)));
    }

    Planned discard(Asked asked) throws Unanswerable, InterruptedException {
        Selection selection = selection(asked);
        return shown(view.read(() -> letters.planDiscard(selection)));
    }

    /** How far it is; how it ended, where that takes no time. */
    HowFar carryOut(Asked asked) throws Unanswerable, InterruptedException {
        Terms terms = terms(asked);
        Plan plan = confirmed(asked);
        FutureTask<AuditEntry> work = new FutureTask<>(() -> carryOut(plan, terms));
        Thread.ofVirtual().name("page-" + plan.kind().wireName()).start(work);
        try {
            return new HowFar(Optional.of(work.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException goesOn) {
            return new HowFar(running);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw Unanswerable.of(refused);
            }
            throw new IllegalStateException("a plan was not carried out", e.getCause());
        }
    }

    /** Whose was asked to stop. */
    HowFar cancel(Asked asked) throws Unanswerable {
        String by = by(asked);
        return new HowFar(Unanswerable.unlessRefused(() -> letters.cancel(by, CANCELLED_WITHIN)));
    }

    /** What this page began, and what has not ended. */
    Optional<AuditEntry> running() {
        return running;
    }

    private AuditEntry carryOut(Plan plan, Terms terms) {
        Watcher watcher = now -> running = Optional.of(now);
        try {
            return letters.carryOut(plan, terms, watcher);
        } finally {
            running = Optional.empty();
        }
    }

    private static Selection selection(Asked asked) throws Unanswerable {
        Optional<String> id = asked.optionalText("id");
        return id.isPresent()
                ? Unanswerable.unlessRefused(() -> new Selection.ByIds(List.of(DeadLetterId.parse(id.get()))))
                : new Selection.ByFilter(FailuresView.filter(asked));
    }

    private Planned shown(Plan plan) {
        String name = UUID.randomUUID().toString();
        synchronized (plans) {
            plans.put(name, plan);
        }
        List<Skipped> skipped = plan.skipped().entrySet().stream()
                .map(one -> new Skipped(one.getKey().inWords(), one.getValue()))
                .toList();
        return new Planned(
                name,
                plan.kind(),
                plan.selection().asText(),
                plan.force(),
                plan.matching(),
                plan.eligible(),
                skipped,
                plan.eligible() > COUNT_IS_TYPED_ABOVE);
    }

    private Plan confirmed(Asked asked) throws Unanswerable {
        String name = asked.text("plan");
        OptionalInt typed = asked.optionalNumber("count");
        synchronized (plans) {
            Plan plan = plans.get(name);
            if (plan == null) {
                throw new Unanswerable(409, "This plan was carried out already, or is no longer known: count anew.");
            }
            if (plan.eligible() > COUNT_IS_TYPED_ABOVE && plan.eligible() != typed.orElse(-1)) {
                throw Unanswerable.wrong("Type how many letters it is about: " + plan.eligible() + ".");
            }
            plans.remove(name);
            return plan;
        }
    }

    private static Terms terms(Asked asked) throws Unanswerable {
        String by = by(asked);
        String note = asked.optionalText("note").orElse("");
        OptionalInt rate = asked.optionalNumber("per_second");
        OptionalInt most = asked.optionalNumber("most");
        return Unanswerable.unlessRefused(() -> new Terms(
                by,
                note,
                rate.isPresent() ? rate.getAsInt() : Terms.DEFAULT_RATE,
                most.isPresent() ? most.getAsInt() : Long.MAX_VALUE,
                false));
    }

    private static String by(Asked asked) throws Unanswerable {
        return asked.text("by") + " (page)";
    }
}
