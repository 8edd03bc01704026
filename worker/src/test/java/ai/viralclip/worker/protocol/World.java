package ai.viralclip.worker.protocol;

import ai.viralclip.contracts.Topics;
import ai.viralclip.worker.intake.AssembledWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two or three workers, the brokers and the bucket, and what happens to them. */
final class World {

    /** As the worker sets it (application.yaml). */
    private static final long SESSION_TIMEOUT_MILLIS = 10_000;

    /** Whatever waited for a fault to end has ended by then. */
    private static final long PATIENCE_MILLIS = 240_000;

    /** What is taken back last is taken back in this time. */
    private static final long AFTERMATH_MILLIS = 20_000;

    final Machine machine;
    final Cluster cluster;
    final Events events;
    final List<Life> lives = new ArrayList<>();
    private final long seed;
    private int born;
    private boolean onlyShuffled;

    World(long seed, int workers, Planted planted) {
        this.seed = seed;
        machine = new Machine(seed);
        Turns.begin(machine);
        cluster = new Cluster(machine, fates(), planted);
        AssembledWorker.topics().forEach(topic -> cluster.broker.create(topic, partitions(topic)));
        events = new Events(cluster.broker);
        for (int worker = 0; worker < workers; worker++) {
            lives.add(born(worker));
        }
    }

    private static int partitions(String topic) {
        return switch (topic) {
            case Topics.CLIP_RENDERED, Topics.PURGE_REQUESTED, Topics.CLIP_READY -> 2;
            default -> 1;
        };
    }

    /** All of it, until nothing is left to be done; then says what must hold. */
    void run(List<Step> steps) {
        onlyShuffled = steps.stream().allMatch(World::isNoFault);
        for (Step step : steps) {
            if (step.at() == 0) {
                take(step);
            } else {
                machine.at(step.at(), () -> take(step));
            }
        }
        machine.run(
                steps.isEmpty()
                        ? 1_000
                        : Math.max(Plans.LAST_CLIP, steps.getLast().at()),
                () -> false);
        Verdict verdict = new Verdict(this);
        while (isFaulty() && machine.now() < Plans.FAULTS_END) {
            machine.run(machine.now() + 1_000, () -> false);
        }
        mend();
        long end = machine.now() + PATIENCE_MILLIS;
        while (!verdict.isAllDone() && machine.now() < end) {
            machine.run(machine.now() + 1_000, () -> false);
        }
        machine.run(machine.now() + AFTERMATH_MILLIS, () -> false);
        verdict.check();
    }

    /** What a worker takes part in without a break. */
    private static boolean isNoFault(Step step) {
        return switch (step) {
            case Step.Clip clip -> !clip.odd();
            case Step.Purge _, Step.Shuffle _ -> true;
            case Step.Broker(var _, var _, var fault) -> fault.wrong() == Wire.Wrong.SHUFFLE;
            case Step.Store(var _, var _, var fault) -> fault.wrong() == Wire.Wrong.SHUFFLE;
            case Step.Nth(var _, var wrong, var _) -> wrong == Wire.Wrong.SHUFFLE;
            default -> false;
        };
    }

    /** Whether nothing happened but that members came and went. */
    boolean isOnlyShuffled() {
        return onlyShuffled;
    }

    private boolean isFaulty() {
        return lives.stream().anyMatch(life -> !life.host.isUp());
    }

    private void take(Step step) {
        machine.note("step", step.toString());
        switch (step) {
            case Step.Clip clip -> events.announce(clip);
            case Step.Purge purge -> events.ask(purge);
            case Step.Freeze(var _, int worker, long millis) -> freeze(lives.get(worker).host, millis);
            case Step.Kill(var _, int worker, long millis) -> kill(worker, millis);
            case Step.Shuffle _ -> cluster.broker.rebalance();
            case Step.Broker(var _, int worker, var fault) ->
                lives.get(worker).brokers.arm(fault);
            case Step.Store(var _, int worker, var fault) ->
                lives.get(worker).store.arm(fault);
            case Step.Nth(int call, var wrong, long millis) -> cluster.nth.put(call, new Wire.Fault("", wrong, millis));
            case Step.Clock(var _, int worker, Duration off) ->
                lives.get(worker).host.setClock(off);
            case Step.Recreate(var _, String topic) -> recreate(topic);
            case Step.Forbidden(var _, String topic, long millis) ->
                cluster.broker.forbidUntil(topic, machine.now() + millis);
            case Step.SlowLeader(var _, long lasts, long millis) ->
                cluster.broker.slowUntil(machine.now() + lasts, millis);
            case Step.Truncate(var _, int user, int records) ->
                events.lose(cluster.broker.logs(Topics.CLIP_RENDERED).get(user), records);
            case Step.Unknown(var _, long millis) -> cluster.broker.forgetTopicsUntil(machine.now() + millis);
        }
    }

    private void recreate(String topic) {
        if (topic.equals(Topics.CLIP_RENDERED)) {
            events.loseAll();
        } else {
            events.forgetPurges();
        }
        cluster.broker.recreate(topic);
    }

    private Wire.Fates fates() {
        return new Wire.Fates() {
            @Override
            public void freeze(Host host, long millis) {
                World.this.freeze(host, millis);
            }

            @Override
            public void kill(Host host, long millis) {
                lives.stream()
                        .filter(life -> life.host == host)
                        .findFirst()
                        .ifPresent(life -> World.this.kill(lives.indexOf(life), millis));
            }

            @Override
            public void shuffle() {
                cluster.broker.rebalance();
            }
        };
    }

    private void freeze(Host host, long millis) {
        if (host.isUp()) {
            host.freeze();
            long since = machine.now();
            machine.at(since + SESSION_TIMEOUT_MILLIS, () -> {
                if (host.isFrozen() && machine.now() - since < millis) {
                    machine.note(host.name, "expelled");
                    cluster.broker.expel(host);
                }
            });
            machine.at(since + millis, host::thaw);
        }
    }

    private void kill(int worker, long millis) {
        Host host = lives.get(worker).host;
        if (!host.isDead()) {
            host.kill();
            machine.at(machine.now() + SESSION_TIMEOUT_MILLIS, () -> cluster.broker.expel(host));
            machine.at(machine.now() + millis, () -> lives.set(worker, born(worker)));
        }
    }

    /** Nothing goes wrong any more. */
    private void mend() {
        machine.note("step", "mended");
        lives.forEach(life -> {
            life.host.thaw();
            life.host.setClock(Duration.ZERO);
            life.brokers.mend();
            life.store.mend();
        });
        cluster.broker.mend();
    }

    private Life born(int worker) {
        String name = "w" + worker + (born < 3 ? "" : "." + born);
        events.bornNow();
        return new Life(name, seed * 97 + born++, machine, cluster);
    }
}
