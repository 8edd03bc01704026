package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterViewIT {

    @TempDir
    Path directory;

    @Test
    void nobodyOwnsPartitionsInAGroupThatNobodyHasJoinedYet() {
        try (LocalBroker broker = LocalBroker.start(new LocalBroker.Options(directory, 0))) {
            assertThat(new ClusterView(broker.bootstrapServers(), 1).owners("nobody-joined"))
                    .isEmpty();
        }
    }
}
