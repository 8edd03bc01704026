package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.local.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.sync.RequestBody;

/** A real store behind a relay, with a bucket of media beside the one of clips, for tests of other rooms. */
public final class RelayedStore implements AutoCloseable {

    private final LocalStore server;
    private final Relay relay;
    private final S3Clients clients;

    private RelayedStore(LocalStore server, Relay relay, S3Clients clients) {
        this.server = server;
        this.relay = relay;
        this.clients = clients;
    }

    public static RelayedStore start(Path directory) throws IOException {
        LocalStore server = Stores.start(directory, false);
        Files.createDirectories(server.objects().resolveSibling(SourceStore.MEDIA));
        Relay relay = new Relay(server);
        return new RelayedStore(server, relay, Stores.open(Stores.at(relay.endpoint())));
    }

    public SourceObjects objects() {
        return new S3SourceObjects(clients.signed());
    }

    public ObjectStore clips() {
        return Stores.store(clients);
    }

    public void put(String key, byte[] bytes) {
        clients.signed().putObject(r -> r.bucket(SourceStore.MEDIA).key(key), RequestBody.fromBytes(bytes));
    }

    /** From now on, with each answer about media. */
    public void tell(Map<String, String> headers) {
        relay.rule(call -> isRead(call) ? new Relay.Verdict.Tell(headers) : new Relay.Verdict.Pass());
    }

    /** The next reads of media, each after so many bytes. */
    public void breakOff(int reads, int afterBytes) {
        var left = new AtomicInteger(reads);
        relay.rule(call -> call.method().equals("GET") && isRead(call) && left.getAndDecrement() > 0
                ? new Relay.Verdict.BreakOff(afterBytes)
                : new Relay.Verdict.Pass());
    }

    /** How often media was read, or a stretch of it. */
    public long reads() {
        return relay.calls().stream()
                .filter(call -> call.method().equals("GET") && isRead(call))
                .count();
    }

    private static boolean isRead(Relay.Call call) {
        return !call.method().equals("PUT") && call.uri().getPath().startsWith("/" + SourceStore.MEDIA + "/");
    }

    @Override
    public void close() {
        clients.close();
        relay.close();
        server.close();
    }
}
