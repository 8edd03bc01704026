package ai.viralclip.worker.bench;

import ai.viralclip.worker.bench.SteadyLoad.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a reader saw of a steady load, phase by phase. */
final class Timeline {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_MILLIS = 20;

    private final ReadyTap tap;
    private final List<Phase> phases = new ArrayList<>();

    Timeline(ReadyTap tap) {
        this.tap = tap;
    }

    private record Phase(String name, long from) {}

    /** A clip that became ready, and when. */
    private record Seen(int partition, long nanos) {}

    static Table table(String title) {
        return new Table(
                title,
                "while",
                "s",
                "clips",
                "lost",
                "doubled",
                "p50 ms",
                "p99 ms",
                "longest of a clip, ms",
                "longest without any, ms",
                "longest without one on a partition, ms");
    }

    /** From now on, until the next one. */
    void phase(String name) {
        System.err.println("h: " + name);
        phases.add(new Phase(name, System.nanoTime()));
    }

    /** Stops the load, waits for its answers, and adds a row for each phase. */
    void tell(SteadyLoad load, Table table) throws InterruptedException {
        List<Sent> sent = load.stop();
        long end = System.nanoTime();
        awaitAnswers(sent);
        List<Seen> seen = sent.stream()
                .filter(one -> tap.seenAt(one.id()).isPresent())
                .map(one -> new Seen(one.partition(), tap.seenAt(one.id()).getAsLong()))
                .toList();
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            boolean isLast = i == phases.size() - 1;
            long until = isLast ? end : phases.get(i + 1).from();
            List<Sent> during = sent.stream()
                    .filter(one -> one.nanos() >= phase.from() && one.nanos() < until)
                    .toList();
            row(
                    table,
                    phase,
                    until,
                    during,
                    seen.stream().filter(one -> isLast || one.nanos() < until).toList());
        }
    }

    /** For as long as answers come, however slow the machine is; what is not there then is lost. */
    private void awaitAnswers(List<Sent> sent) throws InterruptedException {
        long unanswered = unanswered(sent);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (unanswered > 0 && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            long now = unanswered(sent);
            deadline = now < unanswered ? System.nanoTime() + PATIENCE.toNanos() : deadline;
            unanswered = now;
        }
        tap.settled();
        tap.requireNoneFailed();
    }

    private long unanswered(List<Sent> sent) {
        return sent.stream().filter(one -> tap.answersTo(one.id()) == 0).count();
    }

    private void row(Table table, Phase phase, long until, List<Sent> during, List<Seen> seen) {
        long doubled =
                during.stream().filter(one -> tap.answersTo(one.id()) > 1).count();
        Numbers millis = new Numbers(during.stream()
                .filter(one -> tap.seenAt(one.id()).isPresent())
                .map(one -> (tap.seenAt(one.id()).getAsLong() - one.nanos()) / 1e6)
                .toList());
        double onOne = IntStream.range(0, EvenClips.PARTITIONS)
                .mapToDouble(partition -> longestGap(
                        phase,
                        seen.stream()
                                .filter(one -> one.partition() == partition)
                                .toList()))
                .max()
                .orElse(0);
        table.row(
                phase.name(),
                Numbers.text("%.0f", (until - phase.from()) / 1e9),
                Integer.toString(during.size()),
                Long.toString(unanswered(during)),
                Long.toString(doubled),
                Numbers.text("%.0f", millis.quantile(0.5)),
                Numbers.text("%.0f", millis.quantile(0.99)),
                Numbers.text("%.0f", millis.max()),
                Numbers.text("%.0f", longestGap(phase, seen)),
                Numbers.text("%.0f", onOne));
    }

    /** The longest time between two that ended within the phase, in milliseconds. */
    private static double longestGap(Phase phase, List<Seen> seen) {
        long[] nanos = seen.stream().mapToLong(Seen::nanos).sorted().toArray();
        return IntStream.range(1, nanos.length)
                .filter(i -> nanos[i] >= phase.from())
                .mapToDouble(i -> (nanos[i] - nanos[i - 1]) / 1e6)
                .max()
                .orElse(0);
    }
}
