package ai.viralclip.worker.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.metadata.storage.Formatter;

/** The directory that a KRaft node keeps its data in, and what must lie there before its first start. */
final class DataDirectory {

    private DataDirectory() {}

    /** Lays it out for the node; one that is laid out already is left as it is, with its data. */
    static void format(Path directory, String clusterId, int nodeId) {
        format(directory, clusterId, nodeId, List.of());
    }

    /**
     * @param credentials of the users that there are from the start, as {@code kafka-storage format --add-scram} has it
     */
    static void format(Path directory, String clusterId, int nodeId, List<String> credentials) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setClusterId(clusterId)
                    .setNodeId(nodeId)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setScramArguments(credentials)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) { // Formatter.run declares no narrower one
            throw new IllegalStateException("the broker's directory cannot be laid out: " + directory, e);
        }
    }
}
