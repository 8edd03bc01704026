package ai.viralclip.worker.bench;

import ai.viralclip.worker.local.WorkerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that turns {@code clip-rendered} into {@code clip-ready}. */
interface Contender extends AutoCloseable {

    long pid();

    @Override
    void close();

    static Contender worker(Stage stage, Path jar) {
        WorkerProcess worker = stage.worker(jar, Map.of());
        return new Contender() {

            @Override
            public long pid() {
                return worker.pid();
            }

            @Override
            public void close() {
                worker.close();
            }
        };
    }

    /**
     * Another one, of the same job.
     *
     * @param kind {@code plain} or {@code batch}
     */
    static Contender listener(Stage stage, String kind) {
        List<String> arguments = List.of(kind, stage.bootstrapServers(), stage.endpoint());
        Child child = Child.java(Listeners.class, stage.trust(), arguments, stage.log(kind));
        return new Contender() {

            @Override
            public long pid() {
                return child.pid();
            }

            @Override
            public void close() {
                child.close();
            }
        };
    }
}
