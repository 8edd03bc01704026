package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.R2Properties;
import ai.viralclip.worker.local.LocalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real store, a relay before it that misbehaves on request, and the clients that know the relay alone. */
abstract class BehindARelay {

    @TempDir
    Path directory;

    Relay relay;
    S3Clients clients;
    private LocalStore server;

    @BeforeEach
    void startStore() throws Exception {
        server = Stores.start(directory.resolve("store"), false);
        relay = new Relay(server);
        clients = open(Stores.at(relay.endpoint()));
    }

    @AfterEach
    void stopStore() {
        clients.close();
        relay.close();
        server.close();
    }

    /** Unwatched, where a test does not say otherwise. */
    S3Clients open(R2Properties r2) {
        return Stores.open(r2);
    }
}
