package ai.viralclip.worker.monitoring;

import ai.viralclip.worker.brokers.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A batch on a broker's disk of which one byte is another than was written, until it is mended. */
final class BrokenBatch {

    /** In the middle of the first record: the checksum does not fit. */
    private static final int WITHIN_THE_BATCH = 200;

    private final Path segment;
    private final long at;

    private BrokenBatch(Path segment, long at) throws IOException {
        this.segment = segment;
        this.at = at;
        flip();
    }

    /**
     * Breaks the batch of a topic that was written last; empty where the broker's logs are no files of this machine.
     */
    static Optional<BrokenBatch> last(Path broker, String topic) throws IOException {
        Optional<Path> latest = segments(broker, topic).stream()
                .max(Comparator.comparingLong(one -> one.toFile().lastModified()));
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        try (LogFile log = LogFile.of(latest.get())) {
            return Optional.of(new BrokenBatch(latest.get(), log.lastBatch() + WITHIN_THE_BATCH));
        }
    }

    void mend() throws IOException {
        flip();
    }

    private void flip() throws IOException {
        try (LogFile log = LogFile.of(segment)) {
            log.flip(at, 0x01);
        }
    }

    private static List<Path> segments(Path broker, String topic) throws IOException {
        try (Stream<Path> files = Files.walk(broker)) {
            return files.filter(file -> file.toString().matches(".*/" + topic + "-\\d+/\\d+\\.log"))
                    .toList();
        }
    }
}
