package ai.viralclip.worker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalBrokerIT {

    @TempDir
    Path directory;

    @Test
    void aStopAndARestartKeepTheAddressAndOnlyWhatWasCommitted() throws Exception {
        try (LocalBroker broker = LocalBroker.start(new LocalBroker.Options(directory.resolve("data"), 0))) {
            String before = broker.bootstrapServers();
            Records records = new Records(before);
            records.createTopic();
            records.commit("one", "two");
            records.abort("never");

            broker.stop();
            broker.restart();

            assertThat(broker.bootstrapServers()).isEqualTo(before);
            records.commit("three");
            assertThat(records.committed()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void aKilledBrokerComesBackWithWhatWasCommitted() throws Exception {
        LocalBroker.Options options = new LocalBroker.Options(directory.resolve("data"), 0);
        try (BrokerProcess broker = BrokerProcess.start(options, directory.resolve("broker.log"))) {
            Records records = new Records(broker.bootstrapServers());
            records.createTopic();
            records.commit("kept");
            long first = broker.pid();

            broker.killHard();
            broker.restart();

            assertThat(broker.pid()).isNotEqualTo(first);
            assertThat(records.committed()).containsExactly("kept");
        }
    }
}
