package ai.viralclip.worker.bucket.s3;

import ai.viralclip.worker.bucket.ObjectStore;
import ai.viralclip.worker.bucket.source.SourceObjects;
import ai.viralclip.worker.local.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;

/** A real store with a bucket of media beside the one of clips, for tests of other rooms. */
public final class SourceStore implements AutoCloseable {

    public static final String CLIPS = Stores.BUCKET;
    public static final String MEDIA = "renders";

    private final LocalStore server;
    private final S3Clients clients;

    private SourceStore(LocalStore server, S3Clients clients) {
        this.server = server;
        this.clients = clients;
    }

    public static SourceStore start(Path directory) throws IOException {
        LocalStore server = Stores.start(directory, false);
        Files.createDirectories(server.objects().resolveSibling(MEDIA));
        return new SourceStore(server, Stores.open(Stores.at(server.endpoint())));
    }

    public SourceObjects objects() {
        return new S3SourceObjects(clients.signed());
    }

    public ObjectStore clips() {
        return Stores.store(clients);
    }

    public void put(String bucket, String key, byte[] bytes) {
        clients.signed().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    public void delete(String bucket, String key) {
        clients.signed().deleteObject(r -> r.bucket(bucket).key(key));
    }

    public LocalStore server() {
        return server;
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }
}
