package ai.viralclip.worker.bench;

import java.util.List;

/** One question, answered by measuring. */
interface Benchmark {

    /** Measures on a stage that nobody else uses. */
    List<Table> run(Stage stage, Effort effort) throws Exception;
}
