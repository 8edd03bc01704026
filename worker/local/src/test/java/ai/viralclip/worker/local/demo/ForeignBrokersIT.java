package ai.viralclip.worker.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.viralclip.worker.local.LocalBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The operators' commands, asked of brokers that no worker works with. */
final class ForeignBrokersIT {

    @Test
    void whoAsksThemIsToldAtOnceAndNothingIsSent(@TempDir Path directory) throws Exception {
        try (LocalBroker broker = LocalBroker.start(new LocalBroker.Options(directory, 0))) {
            StringWriter said = new StringWriter();
            CommandLine clips = ClipsWithDemo.commandLine().setErr(new PrintWriter(said, true));

            int status = clips.execute("list", "ana", "launch", "--bootstrap-servers", broker.bootstrapServers());

            assertThat(status).isEqualTo(1);
            assertThat(said.toString())
                    .startsWith("clips: the brokers have no topic clips-listed; a worker makes it when it starts");
        }
    }
}
