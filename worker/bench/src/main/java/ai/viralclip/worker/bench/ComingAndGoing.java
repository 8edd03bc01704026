package ai.viralclip.worker.bench;

import java.time.Duration;
import java.util.Map;

/** Clips go on at an even pace, each of a run of its own, while workers join, leave, die, and are replaced. */
final class ComingAndGoing {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Stage stage;
    private final AotCache aot;
    private final EvenClips clips;
    private final int perSecond;
    private final int warmUp;
    private final Duration steady;

    /** A killed worker's open transaction is given up after 10 s, and looked for every 10 s. */
    private final Duration afterAKill;

    ComingAndGoing(Stage stage, AotCache aot, Effort effort) {
        this.stage = stage;
        this.aot = aot;
        this.clips = EvenClips.on(stage, 1);
        this.perSecond = effort.of(10, 40);
        this.warmUp = effort.of(100, 1_000);
        this.steady = Duration.ofSeconds(effort.of(3, 8));
        this.afterAKill = Duration.ofSeconds(effort.of(10, 20));
    }

    Table oneAfterTheOther() throws InterruptedException {
        Table table = Timeline.table("h. Workers join and leave, and one is killed: %d clips/s, store with %d ms"
                .formatted(perSecond, Scaling.STORE.toMillis()));
        try (WorkerGroup group = group("joining", 1);
                ReadyTap tap = stage.tap()) {
            warmUp(tap);
            Timeline timeline = new Timeline(tap);
            try (SteadyLoad load = SteadyLoad.start(stage, clips, perSecond)) {
                timeline.phase("one worker");
                goOn(steady);
                timeline.phase("a second starts and joins");
                group.add();
                group.awaitSpread();
                goOn(steady);
                timeline.phase("the first leaves (SIGTERM)");
                group.stop(group.oldest());
                group.awaitSpread();
                goOn(steady);
                timeline.phase("another starts and joins");
                group.add();
                group.awaitSpread();
                goOn(steady);
                timeline.phase("one of the two is killed (kill -9)");
                group.kill(group.oldest());
                group.awaitSpread();
                goOn(afterAKill);
                timeline.tell(load, table);
            }
        }
        return table;
    }

    Table rollingRestart() throws InterruptedException {
        Table table = Timeline.table("h. Rolling restarts of three workers: %d clips/s, store with %d ms"
                .formatted(perSecond, Scaling.STORE.toMillis()));
        try (WorkerGroup group = group("rolling", 3);
                ReadyTap tap = stage.tap()) {
            warmUp(tap);
            Timeline timeline = new Timeline(tap);
            try (SteadyLoad load = SteadyLoad.start(stage, clips, perSecond)) {
                timeline.phase("three workers");
                goOn(steady);
                timeline.phase("each is stopped, and then another started");
                for (int i = 0; i < 3; i++) {
                    group.stop(group.oldest());
                    group.addReady();
                }
                group.awaitSpread();
                goOn(steady);
                timeline.phase("another is started, and then the oldest stopped, three times");
                for (int i = 0; i < 3; i++) {
                    group.addReady();
                    group.stop(group.oldest());
                }
                group.awaitSpread();
                goOn(steady);
                timeline.tell(load, table);
            }
        }
        return table;
    }

    private WorkerGroup group(String name, int workers) throws InterruptedException {
        WorkerGroup group = new WorkerGroup(stage, aot, name, Map.of());
        try {
            for (int i = 0; i < workers; i++) {
                group.add();
            }
            group.awaitSpread();
        } catch (IllegalStateException | InterruptedException e) {
            group.close();
            throw e;
        }
        return group;
    }

    private void warmUp(ReadyTap tap) throws InterruptedException {
        long before = tap.settled();
        stage.publish(clips.next(warmUp));
        tap.awaitReady(before + warmUp, PATIENCE);
    }

    private static void goOn(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
