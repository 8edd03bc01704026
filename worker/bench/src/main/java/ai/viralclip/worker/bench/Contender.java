package ai.viralclip.worker.bench;

import ai.viralclip.worker.local.WorkerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that turns {@code clip-rendered} into {@code clip-ready}. */
interface Contender extends AutoCloseable {

    long pid();

    @Override
    void close();

    /** Starts one; on return it need not be ready. */
    interface Start {
        Contender on(Stage stage) throws IOException;
    }

    /** The worker, ready. */
    static Contender worker(Stage stage, Path jar) {
        return of(stage.worker(jar, Map.of()));
    }

    static Contender of(WorkerProcess worker) {
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
        return of(Child.java(Listeners.class, stage.trust(), arguments, stage.log(kind)));
    }

    /**
     * {@link PlainWorker}, as unpacked as the worker is.
     *
     * @param libraries the worker's; it takes those that it asks for
     */
    static Contender plainApplication(Stage stage, Path libraries) throws IOException {
        Stream<String> own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(".*/bench/target/classes|.*/apache5-client-[^/]*[.]jar"));
        try (Stream<Path> jars = Files.list(libraries)) {
            String classPath = Stream.concat(
                            own,
                            jars.filter(jar -> !jar.getFileName().toString().contains("validat"))
                                    .map(Path::toString))
                    .collect(Collectors.joining(File.pathSeparator));
            List<String> command = Stream.of(
                            Stream.of(Child.javaCommand()),
                            stage.trust().stream(),
                            Stream.of("-cp", classPath, PlainWorker.class.getName()))
                    .flatMap(part -> part)
                    .toList();
            return of(Child.start(command, plainSettings(stage), stage.log("plain-application")));
        }
    }

    private static Map<String, String> plainSettings(Stage stage) {
        String prefix = "SPRING_KAFKA_";
        String bytes = "org.apache.kafka.common.serialization.ByteArray";
        return Map.of(
                "BENCH_ENDPOINT",
                stage.endpoint(),
                "SERVER_PORT",
                Integer.toString(Ports.free()),
                "MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE",
                "health,prometheus",
                prefix + "BOOTSTRAP_SERVERS",
                stage.bootstrapServers(),
                prefix + "CONSUMER_GROUP_ID",
                "plain-application",
                prefix + "CONSUMER_AUTO_OFFSET_RESET",
                "earliest",
                prefix + "CONSUMER_VALUE_DESERIALIZER",
                bytes + "Deserializer",
                prefix + "PRODUCER_VALUE_SERIALIZER",
                bytes + "Serializer",
                prefix + "LISTENER_CONCURRENCY",
                Integer.toString(Stage.PARTITIONS));
    }

    private static Contender of(Child child) {
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
