package ai.viralclip.worker.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several workers in one group: what they do together, and what comes of clips while workers come and go. */
final class Scaling implements Benchmark {

    static final Duration STORE = Duration.ofMillis(50);

    @Override
    public List<Table> run(Stage stage, Effort effort) throws Exception {
        stage.growTo(EvenClips.PARTITIONS);
        AotCache aot = AotCache.make(stage, stage.file("unpacked"));
        List<Table> tables = new ArrayList<>();
        tables.add(new WorkersTogether(stage, aot, effort).run());
        stage.latency(STORE);
        ComingAndGoing change = new ComingAndGoing(stage, aot, effort);
        tables.add(change.oneAfterTheOther());
        tables.add(change.rollingRestart());
        return tables;
    }
}
