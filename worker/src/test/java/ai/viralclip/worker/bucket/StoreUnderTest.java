package ai.viralclip.worker.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.viralclip.worker.bucket.ObjectStore.ObjectAttributes;
import ai.viralclip.worker.bucket.ObjectStore.OpenUpload;
import ai.viralclip.worker.bucket.ObjectStore.PutResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** A store, with a folder of its own for each test, and what tests of stores ask again and again. */
public abstract class StoreUnderTest {

    public static final ObjectAttributes VIDEO =
            new ObjectAttributes("video/mp4", "private, max-age=3600", Map.of("sha256", "abc", "run-id", "r 1 +/="));

    protected final String prefix = "users/u1/" + UUID.randomUUID() + "/";
    protected final String key = prefix + "clips/clip_left_focus_3.mp4";

    @TempDir
    protected Path files;

    protected abstract ObjectStore store();

    protected abstract String cacheControlOf(String key) throws Exception;

    /** Begins a multipart upload, and leaves it so. */
    protected abstract OpenUpload begin(String key) throws Exception;

    protected final Payload.Streamed file(String name, byte[] content) throws IOException {
        var path = Files.write(files.resolve(name), content);
        return PlainFile.of(path, content.length, InMemoryObjectStore.sha256(ByteBuffer.wrap(content)));
    }

    protected final String content() throws StoreException {
        return UTF_8.decode(store().get(key, 100).orElseThrow().bytes()).toString();
    }

    public static Payload.Bytes bytes(String text) {
        return new Payload.Bytes(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    public static String written(PutResult result) {
        assertThat(result).isInstanceOf(PutResult.Written.class);
        return ((PutResult.Written) result).etag();
    }

    public static StoreFailure failure(ThrowingCallable call) {
        var e = catchThrowableOfType(StoreException.class, call);
        assertThat(e).as("a StoreException").isNotNull();
        return e.failure();
    }
}
